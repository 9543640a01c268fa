"""Fields as they should be and as they come: words, addresses, ids, dates."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from slovo.lib.mail import Address, read


def head(lines: str) -> bytes:
    return lines.replace("\n", "\r\n").encode() + b"\r\n\r\nbody\r\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8?b?0J/RgNC40LLQtdGC?= =?utf-8?q?_=D1=82=D1=8B?=", "Привет ты"),
        ("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8*ru?Q?=D0=AF?=", "Я"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC", "=?utf-8?B?0J/RgNC40LLQtdGC"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC?", "=?utf-8?B?0J/RgNC40LLQtdGC?"),
        ("=?utf-8?B?0J/RgNC40LLQtdG?=", "Приве\ufffd"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC0?=", "Привет"),
        ("=?utf-8?Q?Re: =D0=AF is here?=", "Re: Я is here"),
        ("=?utf-8?Q?What?? =D0=AF?=", "What?? Я"),
        ("Re: =?utf-8?B?0K8=?=!", "Re: Я!"),
        ("=?utf-8?B?0J/RgNA=?=\n =?utf-8?B?uNCy?=", "Прив"),
        ("=?x-unknown?B?0K8=?=", "Я"),
        ("a\n folded\n\tline", "a folded line"),
        ("bell \x07 rung", "bell   rung"),
        ("", ""),
    ],
)
def test_subjects(raw: str, expected: str) -> None:
    assert read(head(f"Subject: {raw}")).subject == expected


@pytest.mark.parametrize("charset", ["cp1251", "koi8_r", "utf-8"])
def test_eight_bit_subjects(charset: str) -> None:
    raw = b"Subject: " + "Договор поставки от вторника".encode(charset) + b"\r\n\r\n"
    assert read(raw).subject == "Договор поставки от вторника"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("anna@Mail.Example", [Address("", "anna@mail.example")]),
        ("<anna@mail.example>", [Address("", "anna@mail.example")]),
        ("Anna L <anna@mail.example>", [Address("Anna L", "anna@mail.example")]),
        ('"L, Anna" <anna@mail.example>', [Address("L, Anna", "anna@mail.example")]),
        ('"O\\"Neil" <p@mail.example>', [Address('O"Neil', "p@mail.example")]),
        ("anna@mail.example (Anna L)", [Address("Anna L", "anna@mail.example")]),
        ("=?utf-8?B?0JDQvdC90LA=?= <a@b.example>", [Address("Анна", "a@b.example")]),
        ('"=?utf-8?B?0JDQvdC90LA=?=" <a@b.example>', [Address("Анна", "a@b.example")]),
        ("=?utf-8?Q?L=2C_Anna?= <a@b.example>", [Address("L, Anna", "a@b.example")]),
        ("=?utf-8?Q?Anna_<a=40b.example>?=", [Address("Anna", "a@b.example")]),
        ("a@b.example <a@b.example>", [Address("", "a@b.example")]),
        ("Анна <a@b.example>", [Address("Анна", "a@b.example")]),
        ("a@b.example, c@d.example", [Address("", "a@b.example"), Address("", "c@d.example")]),
        (
            "A <a@b.example>; C <c@d.example>",
            [Address("A", "a@b.example"), Address("C", "c@d.example")],
        ),
        (
            "Team: a@b.example, c@d.example;",
            [Address("", "a@b.example"), Address("", "c@d.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("Anna", []),
        ("<>", []),
        ("Anna <a@b.example", [Address("Anna", "a@b.example")]),
        ("Anna < a@b.example >", [Address("Anna", "a@b.example")]),
        ("'Anna' <a@b.example>", [Address("Anna", "a@b.example")]),
    ],
)
def test_addresses(raw: str, expected: list[Address]) -> None:
    assert read(head(f"To: {raw}")).to == expected


def test_the_writer_and_the_others() -> None:
    letter = read(
        head("From: A <a@b.example>, x@y.example\nCc: c@d.example\nReply-To: r@s.example")
    )
    assert letter.sender == Address("A", "a@b.example")
    assert str(letter.sender) == "A <a@b.example>"
    assert [str(one) for one in letter.cc] == ["c@d.example"]
    assert [one.address for one in letter.reply_to] == ["r@s.example"]


def test_no_writer() -> None:
    letter = read(head("From: nobody\nSender: s@t.example"))
    assert letter.sender.address == "s@t.example"
    letter = read(head("From: nobody"))
    assert not letter.sender
    assert letter.defects == ["from-broken", "date-missing"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mon, 9 Feb 2026 09:41:00 +0300", datetime(2026, 2, 9, 6, 41, tzinfo=UTC)),
        ("9 Feb 2026 09:41 GMT", datetime(2026, 2, 9, 9, 41, tzinfo=UTC)),
        ("Mon, 9 Feb 2026 09:41:00 -0000", datetime(2026, 2, 9, 9, 41, tzinfo=UTC)),
        ("Mon, 9 Feb 26 09:41:00 +0200 (EET)", datetime(2026, 2, 9, 7, 41, tzinfo=UTC)),
        ("2026-02-09T09:41:00+02:00", datetime(2026, 2, 9, 7, 41, tzinfo=UTC)),
        ("2026-02-09 09:41:00", datetime(2026, 2, 9, 9, 41, tzinfo=UTC)),
        ("Mon, 9 Feb 2026\n 09:41:00 +0000", datetime(2026, 2, 9, 9, 41, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 39 Feb 2026 09:41:00 +0300", None),
        ("Mon, 9 Feb 2026 09:41:00 +9999", None),
        ("Fri, 31 Dec 9999 23:59:59 -0300", None),
        ("", None),
    ],
)
def test_dates(raw: str, expected: datetime | None) -> None:
    assert read(head(f"Date: {raw}")).date == expected


def test_a_date_keeps_its_offset() -> None:
    date = read(head("Date: Mon, 9 Feb 2026 09:41:00 +0300")).date
    assert date is not None
    assert date.tzinfo == timezone(timedelta(hours=3))


def test_ids() -> None:
    letter = read(
        head(
            "Message-ID:\n <a@b>\nIn-Reply-To: <c@d> <e@f>\n"
            "References: <g@h>\n <i@j>,<g@h>\nX-Any: 1\nx-any: 2"
        )
    )
    assert letter.message_id == "<a@b>"
    assert letter.in_reply_to == "<c@d>"
    assert letter.references == ["<g@h>", "<i@j>", "<e@f>"]
    assert letter.headers["x-any"] == ["1", "2"]


def test_ids_without_brackets() -> None:
    letter = read(head("Message-ID: a@b\nReferences: <torn@in\n -two> x"))
    assert letter.message_id == "<a@b>"
    assert letter.references == ["<torn@in-two>"]


@pytest.mark.parametrize(
    ("raw", "subject", "text"),
    [
        (b"Subject: a\n\nbody", "a", "body"),
        (b"\r\n\r\nSubject: a\r\n\r\nbody", "a", "body"),
        (b"\xef\xbb\xbfSubject: a\r\n\r\nbody", "a", "body"),
        (b"From x Mon\nSubject: a\n\nbody", "a", "body"),
        (b">From x Mon\nSubject: a\n\nbody", "a", "body"),
        (b"From x Mon", "", ""),
        (b"Subject: a\r\nno field\r\nX: y\r\n\r\nbody", "a", "body"),
        (b"Subject: a\r\nHello and\r\ngoodbye", "a", "Hello and\ngoodbye"),
        (b"Subject: a\r\n \t\r\nbody", "a", "body"),
        (b"Subject: a", "a", ""),
        (b"Hello,\r\n\r\nno fields", "", "Hello,\n\nno fields"),
        (b"", "", ""),
        (b"Subject : spaced\r\n\r\nbody", "spaced", "body"),
        (b"Subject: a\x00b\r\n\r\nb\x00ody", "ab", "body"),
        (b"Subject: a\rb\r\n\r\nbo\rdy", "a b", "bo\ndy"),
    ],
)
def test_where_the_body_begins(raw: bytes, subject: str, text: str) -> None:
    letter = read(raw)
    assert (letter.subject, letter.text) == (subject, text)


def test_memoryviews_are_bytes_too() -> None:
    assert read(memoryview(b"Subject: a\r\n\r\nb")).subject == "a"  # type: ignore[arg-type]


class Failing(bytes):
    """Bytes that fail when they are parsed, as a defect of the reader would."""

    __slots__ = ()

    def __bytes__(self) -> bytes:
        raise MemoryError


def test_a_failure_of_the_reader_costs_neither_the_next_letter_nor_the_text() -> None:
    letter = read(Failing(b"Subject: a\r\n\r\nhello"))
    assert letter.defects == ["unreadable"]
    assert letter.new_text == letter.text == "Subject: a\r\n\r\nhello"
