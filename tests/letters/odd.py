"""First letters and odd shapes: files, forwards, wrong charsets, broken fields, empty letters.

Each maker gives the bytes and what differs from the plain expectation.
"""

import base64
import binascii
import struct
from collections.abc import Callable

from tests.letters.bytes import Writing, file, html, letter, multi, text, word
from tests.letters.words import DESK

Odd = tuple[bytes, dict[str, object]]
PDF = b"%PDF-1.4 a small one"
PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def plain(w: Writing) -> Odd:
    return letter(w, text(w.words.body)), {}


def plain_8bit(w: Writing) -> Odd:
    return letter(w, text(w.words.body, encoding="8bit")), {}


def html_only(w: Writing) -> Odd:
    page = (
        f"<html><body><p>{html(w.words.body)}</p><img src='https://t.example/x.gif'></body></html>"
    )
    return letter(w, text(page, "html", encoding="quoted-printable")), {}


def cyrillic(charset: str, declared: str | None) -> Callable[[Writing], Odd]:
    """Bytes in one charset, another (or none) named."""

    def make(w: Writing) -> Odd:
        shown = charset if w.words.language != "en" else "ascii"
        part = text(w.words.body, charset=shown, encoding="8bit")
        claim = f"; charset={declared}" if declared else ""
        part = part.replace(f"; charset={shown}".encode(), claim.encode(), 1)
        return letter(w, part), {}

    return make


def raw_subject(w: Writing) -> Odd:
    """Eight-bit signs straight in the fields, as no standard allows."""
    raw = letter(w, text(w.words.body, charset="cp1251", encoding="8bit"))
    mark = f"Subject: {word(w.subject)}\r\n".encode()
    return raw.replace(mark, f"Subject: {w.subject}\r\n".encode("cp1251")), {}


def split_subject(w: Writing) -> Odd:
    """Encoded words cut in the middle of a sign, one of them with spaces in it."""
    raw = w.subject.encode()
    first = base64.b64encode(raw[:5]).decode()
    second = base64.b64encode(raw[5:]).decode()
    broken = f"=?UTF-8?B?{first}?=\r\n =?utf-8?b?{second}?="
    mark = f"Subject: {word(w.subject)}\r\n".encode()
    return letter(w, text(w.words.body)).replace(mark, f"Subject: {broken}\r\n".encode()), {}


def with_pdf(w: Writing) -> Odd:
    """A name by RFC 2231, in pieces."""
    name = (
        "filename*0*=utf-8''%D0%94%D0%BE%D0%B3; filename*1*=%D0%BE%D0%B2%D0%BE%D1%80; "
        'filename*2=" 5.pdf"'
    )
    raw = letter(w, multi("mixed", [text(w.words.body), file(name, "application/pdf", PDF)]))
    return raw, {"attachments": ["Договор 5.pdf"]}


def with_word_name(w: Writing) -> Odd:
    """A name as an encoded word in quotes, as Outlook does."""
    name = f'filename="{word("Акт звірки.xlsx")}"'
    raw = letter(
        w, multi("mixed", [text(w.words.body), file(name, "application/octet-stream", PDF)])
    )
    return raw, {"attachments": ["Акт звірки.xlsx"]}


def with_raw_name(w: Writing) -> Odd:
    raw = letter(
        w,
        multi(
            "mixed", [text(w.words.body), file('filename="скан паспорта.jpg"', "image/jpeg", PDF)]
        ),
    )
    return raw, {"attachments": ["скан паспорта.jpg"]}


def with_picture(w: Writing) -> Odd:
    """A picture inside the HTML, without a name or a disposition."""
    page = text(f'<p>{html(w.words.body)}</p><img src="cid:part1.abc@x">', "html")
    picture = (
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-ID: <part1.abc@x>\r\n\r\n" + base64.encodebytes(PNG)
    )
    return letter(w, multi("related", [page, picture])), {"attachments": ["attachment-1.png"]}


def with_letter(w: Writing) -> Odd:
    inner = f"From: x@y.example\r\nSubject: {word('Старое письмо')}\r\n\r\nold text".encode()
    part = b"Content-Type: message/rfc822\r\n\r\n" + inner
    raw = letter(w, multi("mixed", [text(w.words.body), part]))
    return raw, {"attachments": ["Старое письмо.eml"]}


def with_uuencode(w: Writing) -> Odd:
    lines = b"".join(binascii.b2a_uu(PDF[at : at + 45]) for at in range(0, len(PDF), 45))
    part = text(w.words.body, encoding="8bit")
    part += b"\r\n\r\nbegin 644 scan.pdf\r\n" + lines.replace(b"\n", b"\r\n") + b"`\r\nend\r\n"
    return letter(w, part), {"attachments": ["scan.pdf"]}


def with_winmail(w: Writing) -> Odd:
    def attribute(level: int, number: int, value: bytes) -> bytes:
        return (
            struct.pack("<BII", level, number, len(value))
            + value
            + struct.pack("<H", sum(value) % 65536)
        )

    raw = b"\x78\x9f\x3e\x22\x01\x00" + attribute(2, 0x00069002, bytes(14))
    raw += attribute(2, 0x00018010, b"plan.pdf\x00") + attribute(2, 0x0006800F, PDF)
    part = file('filename="winmail.dat"', "application/ms-tnef", raw)
    return letter(w, multi("mixed", [text(w.words.body), part])), {"attachments": ["plan.pdf"]}


def forward(w: Writing) -> Odd:
    """Nothing above: all of it is what he wanted to say."""
    body = (
        f"---------- Forwarded message ---------\nFrom: Someone <x@y.example>\n"
        f"Date: Mon, Feb 9, 2026\nSubject: {w.subject}\nTo: <{w.address}>\n\n\n{w.words.body}\n"
    )
    return letter(w, text(body), subject=f"Fwd: {w.subject}"), {"subject": f"Fwd: {w.subject}"}


def forward_with_word(w: Writing) -> Odd:
    body = (
        f'{w.words.body}\n\n-------- Пересылаемое сообщение --------\n09.02.2026, 09:41, "X" '
        f"<x@y.example>:\n\nстарый текст банка\n\n-------- Конец пересылаемого сообщения --------\n"
    )
    return letter(w, text(body), subject=f"Fwd: {w.subject}"), {
        "subject": f"Fwd: {w.subject}",
        "new_text_lacks": "старый текст банка",
    }


def empty(w: Writing) -> Odd:
    """A file and not a word; the subject alone shows the language."""
    subject = {"ru": "Документы", "uk": "Документи від Олі й Ії", "en": "The documents"}
    part = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    parts = [part, file('filename="a.pdf"', "application/pdf", PDF)]
    raw = letter(w, multi("mixed", parts), subject=subject[w.words.language])
    expected: dict[str, object] = {"new_text_contains": "", "attachments": ["a.pdf"]}
    return raw, expected | {"subject": subject[w.words.language]}


def broken_head(w: Writing) -> Odd:
    """A line that is no field in the middle, no date, a boundary that is never closed."""
    raw = letter(w, multi("mixed", [text(w.words.body)], boundary="BB"))
    raw = raw.replace(b"MIME-Version: 1.0\r\n", b"this is no field\r\nMIME-Version: 1.0\r\n")
    start = raw.index(b"Date: ")
    raw = raw[:start] + b"Date: yesterday\r\n" + raw[raw.index(b"\r\n", start) + 2 :]
    return raw.replace(b"--BB--\r\n", b""), {}


def nul_bytes(w: Writing) -> Odd:
    part = text(w.words.body, encoding="8bit").replace(b"\r\n\r\n", b"\r\n\r\n\x00\x00", 1)
    return letter(w, part), {}


def bare_lf(w: Writing) -> Odd:
    return letter(w, text(w.words.body)).replace(b"\r\n", b"\n"), {}


def mbox_line(w: Writing) -> Odd:
    return b"From x@y Mon Feb  9 09:41:00 2026\r\n" + letter(w, text(w.words.body)), {}


def signed_off(w: Writing) -> Odd:
    """Word of a human although a program says so: `Auto-Submitted: no`."""
    return letter(w, text(w.words.body), fields="Auto-Submitted: no"), {}


def suppressing(w: Writing) -> Odd:
    """Exchange puts this on letters of humans too."""
    return letter(w, text(w.words.body), fields="X-Auto-Response-Suppress: All"), {}


def about_autoreply(w: Writing) -> Odd:
    subject = {
        "ru": "Автоответ на вашем сайте не работает",
        "uk": "Автовідповідь на сайті не працює",
        "en": "Automatic reply on your site is broken",
    }[w.words.language]
    return letter(w, text(w.words.body), subject=subject), {"subject": subject}


def to_group(w: Writing) -> Odd:
    raw = letter(w, text(w.words.body))
    group = f'To: "Бюро, \\"Право\\"" <{DESK}>, Friends: a@b.example, c@d.example;\r\n'
    return raw.replace(f"To: {DESK}\r\n".encode(), group.encode()), {
        "to": [DESK, "a@b.example", "c@d.example"]
    }
