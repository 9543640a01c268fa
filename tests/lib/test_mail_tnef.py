"""winmail.dat is opened; what cannot be opened is kept as it is."""

import struct

import pytest

from slovo.lib.mail import Attachment, read
from slovo.lib.mail.rtf import decompress, to_text
from slovo.lib.mail.tnef import SIGNATURE, read_tnef

START = SIGNATURE + b"\x01\x00"
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
    "0a800fa0"
)


def attribute(number: int, value: bytes, level: int = 2) -> bytes:
    return struct.pack("<BII", level, number, len(value)) + value + b"\x00\x00"


def properties(*rows: bytes) -> bytes:
    return struct.pack("<I", len(rows)) + b"".join(rows)


def string(number: int, value: bytes, kind: int = 0x1E) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\x00" * (-len(value) % 4)


def winmail(raw: bytes) -> bytes:
    return b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n" + raw


def file(name: str, content: bytes, *rows: bytes) -> bytes:
    raw = attribute(0x00069002, b"\x00" * 14) + attribute(
        0x00018010, name.encode("cp1251") + b"\x00"
    )
    raw += attribute(0x0006800F, content) if content else b""
    return raw + attribute(0x00069005, properties(*rows))


def test_files_with_their_long_names() -> None:
    long = string(0x3707, "Договор аренды.docx".encode("utf-16-le") + b"\x00\x00", 0x1F)
    kind, content_id = string(0x370E, b"image/png\x00"), string(0x3712, b"<a@b>\x00")
    raw = START + attribute(0x00069007, struct.pack("<II", 1251, 0), 1)
    raw += file("DOGOVO~1.DOC", b"DOC", long) + file("скан.png", b"PNG", kind, content_id)
    assert read(winmail(raw)).attachments == [
        Attachment(
            "Договор аренды.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"DOC",
        ),
        Attachment("скан.png", "image/png", b"PNG", "a@b"),
    ]


def test_all_kinds_of_properties_are_passed_over() -> None:
    fixed = [
        struct.pack("<HH", kind, 0x3000) + bytes(size)
        for kind, size in ((2, 4), (3, 4), (5, 8), (11, 4), (64, 8), (72, 16))
    ]
    by_number = struct.pack("<HH16sII", 3, 0x8001, b"g" * 16, 0, 7) + bytes(4)
    by_name = (
        struct.pack("<HH16sII", 3, 0x8002, b"g" * 16, 1, 6)
        + b"a\x00b\x00\x00\x00\x00\x00"
        + bytes(4)
    )
    several = struct.pack("<HHI", 0x1003, 0x3001, 2) + bytes(8)
    raw = START + file(
        "a.bin", b"", *fixed, by_number, by_name, several, string(0x3701, b"BIN", 0x102)
    )
    assert read(winmail(raw)).attachments == [
        Attachment("a.bin", "application/octet-stream", b"BIN")
    ]


def test_the_text_inside() -> None:
    plain = START + attribute(0x0002800C, "привет вам".encode("cp1251") + b"\x00", 1)
    assert read(winmail(plain)).text == "привет вам"
    page = START + attribute(0x00069003, properties(string(0x1013, b"<p>hello</p>", 0x102)), 1)
    letter = read(winmail(page))
    assert (letter.text, letter.html) == ("hello", "<p>hello</p>")
    rich = START + attribute(0x00069003, properties(string(0x1009, PACKED, 0x102)), 1)
    assert read(winmail(rich)).text == "hello world"
    both = START + attribute(0x00069003, properties(string(0x1000, b"plain\x00")), 1)
    assert read(winmail(both)).text == "plain"


def test_a_letter_inside_gives_its_files() -> None:
    inner = START + attribute(0x0002800C, b"inner words\x00", 1) + file("b.pdf", b"PDF")
    raw = START + file("Letter", b"", string(0x3701, bytes(16) + inner, 0x0D))
    assert [(a.name, a.content) for a in read(winmail(raw)).attachments] == [
        ("b.pdf", b"PDF"),
        ("Letter.txt", b"inner words"),
    ]
    page = START + attribute(0x00069003, properties(string(0x1013, b"<p>x</p>", 0x102)), 1)
    raw = START + file("", b"", string(0x3701, bytes(16) + page, 0x0D))
    assert [a.name for a in read(winmail(raw)).attachments] == ["letter.html"]
    raw = START + file("", b"", string(0x3701, bytes(16) + START, 0x0D))
    assert read(winmail(raw)).attachments == []


@pytest.mark.parametrize(
    "raw",
    [
        b"not tnef at all",
        START + b"\x02\x90\x02\x06\x00\xff\xff\xff\x00",
        START + attribute(0x00069007, b"\x00"),
        START + attribute(0x00069003, b"\x01\x00\x00\x00\x99\x00\x00\x30"),
        START + attribute(0x00069003, properties(struct.pack("<HHII", 0x1E, 0x3001, 1, 999))),
    ],
)
def test_what_cannot_be_opened_is_kept(raw: bytes) -> None:
    letter = read(winmail(raw))
    assert [(a.name, a.content) for a in letter.attachments] == [("winmail.dat", raw)]
    assert "tnef-broken" in letter.defects


def test_files_that_never_began() -> None:
    found = read_tnef(START + attribute(0x00018010, b"a\x00") + attribute(0x0006800F, b"b"))
    assert found is not None
    assert found.files == []


def test_packed_rich_text() -> None:
    rtf = decompress(PACKED)
    assert rtf == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress(PACKED[:30]).startswith(b"{\\rtf1")
    assert decompress(b"\x00" * 4 + struct.pack("<I4sI", 3, b"MELA", 0) + b"abcd") == b"abc"
    assert decompress(b"short") == b""
    assert decompress(b"\x00" * 20) == b""


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2\par two}", "Привет\ntwo"),
        (rb"{\rtf1\u1055?\u1088\'d0x\uc0\u1080 y}", "Прxиy"),
        (rb"{\rtf1\u-3913?z}", "\uf0b7z"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator {x} y;}a\tab b\emdash c}", "a\tb—c"),
        (rb"{\rtf1 a\{b\}\\c\~d\_e\-f\:g}", "a{b}\\c d-ef:g"),
        (rb"no rtf", "no rtf"),
    ],
)
def test_rich_text(rtf: bytes, text: str) -> None:
    assert to_text(rtf) == text
