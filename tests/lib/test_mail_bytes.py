"""Whatever the bytes are, reading them neither fails nor loses text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from slovo.lib.mail import Letter, clean_html, read
from slovo.lib.mail.quotes import fold
from tests.letters.corpus import letters

PIECES = st.sampled_from(
    [
        b"From: ",
        b"To: ",
        b"Subject: ",
        b"Date: ",
        b"=?utf-8?B?",
        b"=?koi8-r?q?=",
        b"?=",
        b"\r\n",
        b"\n",
        b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=b",
        b"--b",
        b"--b--",
        b"Content-Type: text/html",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"; charset=",
        b"utf-16",
        b"utf-7",
        b"iso-2022-jp",
        b"idna",
        b"hz",
        b"\x00",
        b"\xff\xfe",
        b"\x1b$B",
        b"<",
        b">",
        b"@",
        b"Content-Type: message/rfc822",
        b"Content-Type: application/ms-tnef",
        b"\x78\x9f\x3e\x22",
        b"begin 644 a\n",
        b"end\n",
        b"name*0*=",
        b'filename="',
        b"<blockquote>",
        b"<div class=gmail_quote>",
        b"On 1.1.2026 1:11, a@b wrote:",
        b"> ",
        b"-----Original Message-----",
        b"Sent from my iPhone",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        b"Action: failed",
        b"Content-Type: message/delivery-status",
        b"Return-Path: <>",
        b"References: ",
        b"Content-ID: ",
    ]
)
ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=60).map(b"".join),
)


def _strings(letter: Letter) -> list[str]:
    people = [letter.sender, *letter.to, *letter.cc, *letter.reply_to]
    return [
        letter.subject,
        letter.text,
        letter.html,
        letter.new_text,
        letter.quoted_text,
        letter.message_id,
        letter.in_reply_to,
        *letter.references,
        letter.bounced_address,
        letter.bounced_message_id,
        *(value for values in letter.headers.values() for value in values),
        *letter.headers,
        *(part for person in people for part in (person.name, person.address)),
        *(part for file in letter.attachments for part in (file.name, file.type, file.content_id)),
    ]


@settings(max_examples=400, deadline=None)
@given(ANY_BYTES)
def test_reading_never_fails(raw: bytes) -> None:
    letter = read(raw)
    assert "unreadable" not in letter.defects
    for text in _strings(letter):
        assert "\x00" not in text
        text.encode("utf-8")
    assert bool(letter.new_text.strip()) == bool(letter.text.strip())
    assert letter.date is None or letter.date.tzinfo is not None
    assert all(file.name for file in letter.attachments)
    clean_html(letter.html)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(range(300)), st.data())
def test_torn_letters_are_read(number: int, data: st.DataObject) -> None:
    raw = letters()[number][1]
    at = data.draw(st.integers(0, len(raw)))
    noise = data.draw(st.binary(max_size=6))
    assert "unreadable" not in read(raw[:at] + noise + raw[at + len(noise) :]).defects
    assert "unreadable" not in read(raw[:at]).defects


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "> слова",
                ">> старое",
                "> ",
                "Анна пишет:",
                "On 9.2.2026 9:41, A <a@b> wrote:",
                "-- ",
                "From: a",
                "Sent: b",
                "To: c",
                "----- Original Message -----",
                "Да.",
                "С уважением,",
                "________________",
                "12.01.2026,",
                "Кому: x",
                "Virus-free. avast",
            ]
        ),
        st.text(
            st.characters(codec="utf-8", exclude_characters="\n\uf8f0\uf8f1\uf8f2"), max_size=12
        ),
    ),
    max_size=14,
)


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_folding_loses_no_line(lines: list[str]) -> None:
    new, quoted = fold("\n".join(lines))
    kept = [line.strip() for line in f"{new}\n{quoted}".split("\n")]
    given_lines = [line.strip() for line in lines]
    assert sorted(line for line in kept if line.strip("> \t\xa0")) == sorted(
        line for line in given_lines if line.strip("> \t\xa0")
    )


def test_a_big_file_costs_little_time() -> None:
    import base64

    file = base64.encodebytes(bytes(10_000_000))
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n"
        b"--b\r\nContent-Type: "
        b"application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + file
        + b"\r\n--b--\r\n"
    )
    letter = read(raw)
    assert letter.text == "hello"
    assert letter.attachments[0].content == bytes(10_000_000)


def test_hostile_letters_are_read_to_their_end() -> None:
    count = 20_000
    for raw in [
        b"\r\n" + b"From: x\n" * count,
        b"\r\n" + b"On 12.01.2026 15:20 a@b wrote" * count,
        b"X: " + b"=?a?q?" * count + b"\r\n\r\n",
        b"To: " + b"(" * count + b'"\\' * count + b"\r\n\r\n",
        b"References: " + b"a" * count * 5 + b"\r\n\r\n",
        b'Content-Type: text/plain; a="' + b'a="' * count + b"\r\n\r\n",
        b"\r\n" + b"begin 644 x\n" * count,
        b"Content-Type: text/html\r\n\r\n" + b"<style" * count,
        b"Content-Type: text/html\r\n\r\n" + b"<div>" * count,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * count,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * count,
    ]:
        assert "unreadable" not in read(raw).defects
