"""Letters of ours as bytes: standard, whole, and safe against injected fields."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from slovo.lib.mail import Address, Attachment, compose, read

US = Address("Бюро «Право», адвокаты", "desk@pravo.example")
AT = datetime(2026, 2, 9, 6, 41, tzinfo=UTC)


def letter(**changes: object) -> bytes:
    given: dict[str, object] = {
        "sender": US,
        "to": [Address("Ирина", "i@mail.example")],
        "subject": "[S-142] Договор аренды",
        "message_id": "<S-142.1.abc@desk.pravo.example>",
        "date": AT,
        "text": "Добрый день!\nДо среды.",
    }
    return compose(**(given | changes))  # type: ignore[arg-type]


def test_what_is_written_is_read() -> None:
    raw = letter(html="<p>Добрый день!</p>", cc=[Address("", "c@d.example")])
    back = read(raw)
    assert back.sender == US
    assert back.to == [Address("Ирина", "i@mail.example")]
    assert back.cc == [Address("", "c@d.example")]
    assert back.subject == "[S-142] Договор аренды"
    assert back.date == AT
    assert back.text == "Добрый день!\nДо среды."
    assert back.html == "<p>Добрый день!</p>\n"
    assert (back.kind, back.defects) == ("human", [])


def test_the_bytes_are_fit_for_the_wire() -> None:
    raw = letter(html="<p>ё</p>" * 3_000, text="a" * 5_000, subject="очень длинная тема " * 30)
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\r\nMIME-Version: 1.0\r\n" in raw


def test_the_same_letter_is_the_same_bytes() -> None:
    files = [Attachment("a.pdf", "application/pdf", b"%PDF")]
    assert letter(html="<p>a</p>", attachments=files) == letter(html="<p>a</p>", attachments=files)


def test_ids_stay_in_one_piece() -> None:
    long = f"<{'x' * 200}@mail.example>"
    raw = letter(in_reply_to=long, references=["<a@b>", "<bad id>", "", long])
    back = read(raw)
    assert (back.in_reply_to, back.references) == (long, ["<a@b>", long])
    assert message_from_bytes(raw, policy=default)["References"] == f"<a@b> {long}"


def test_a_long_thread_keeps_its_first_and_its_last_ids() -> None:
    back = read(letter(references=[f"<{n}@b>" for n in range(90)], in_reply_to="<89@b>"))
    assert len(back.references) == 30
    assert (back.references[0], back.references[1], back.references[-1]) == (
        "<0@b>",
        "<61@b>",
        "<89@b>",
    )


def test_nothing_can_be_injected() -> None:
    raw = letter(
        subject="a\r\nBcc: evil@x.example",
        to=[Address("b\r\nBcc: evil@x.example", "i@mail.example")],
        in_reply_to="<a@b>\r\nBcc: evil@x.example",
        headers={"Thread-Topic": "c\nBcc: evil@x.example"},
        attachments=[Attachment('d"\r\nBcc: e.pdf', "application/pdf\r\nBcc: x", b"", "")],
    )
    assert "bcc" not in read(raw).headers
    assert b"\nBcc" not in raw
    assert read(raw).in_reply_to == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": Address("", "nobody")},
        {"to": [Address("", "a@b@c")]},
        {"to": [Address("", "иван@mail.example")]},
        {"to": [Address("", "a@b\r\n.example")]},
        {"message_id": "no brackets"},
        {"message_id": "<a\r\n@b>"},
        {"headers": {"Bad Name": "x"}},
        {"headers": {"Bcc": "x@y.example"}},
        {"headers": {"X-A\r\nBcc": "x"}},
    ],
)
def test_what_no_server_takes_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no"):
        letter(**changes)


def test_a_domain_in_our_letters_is_encoded() -> None:
    assert read(letter(to=[Address("", "i@почта.example")])).to == [
        Address("", "i@xn--80a1acny.example")
    ]


def test_further_fields() -> None:
    back = read(letter(headers={"Auto-Submitted": "auto-replied", "Thread-Topic": "Договор"}))
    assert back.kind == "auto_reply"
    assert back.headers["thread-topic"] == ["Договор"]


def test_files_and_pictures() -> None:
    files = [
        Attachment("Договор №5.pdf", "application/pdf", b"%PDF"),
        Attachment("logo.png", "image/png", b"PNG", "logo@x"),
        Attachment("old.eml", "message/rfc822", b"Subject: a\r\n\r\nb"),
    ]
    back = read(letter(html="<img src='cid:logo@x'>", attachments=files))
    assert sorted((f.name, f.type, f.content, f.content_id) for f in back.attachments) == [
        ("logo.png", "image/png", b"PNG", "logo@x"),
        ("old.eml", "application/octet-stream", b"Subject: a\r\n\r\nb", ""),
        ("Договор №5.pdf", "application/pdf", b"%PDF", ""),
    ]
    plain = read(letter(attachments=files[1:2]))
    assert plain.attachments == [files[1]]
