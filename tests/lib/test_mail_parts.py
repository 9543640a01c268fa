"""Bodies and files of letters, well formed and not."""

import base64
import binascii

import pytest

from slovo.lib.mail import Attachment, read


def part(kind: str, body: bytes, more: str = "") -> bytes:
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + body


def multi(kind: str, *parts: bytes) -> bytes:
    body = b"".join(b"--B\r\n" + one + b"\r\n" for one in parts)
    return f"Content-Type: multipart/{kind}; boundary=B\r\n\r\n".encode() + body + b"--B--\r\n"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("7bit", b"hello =3D"),
        ("quoted-printable", b"hel=\r\nlo =3D3D"),
        ("BASE64", base64.b64encode(b"hello =3D")),
        ("base64", base64.b64encode(b"hello =3D").rstrip(b"=")),
        ("base64", base64.b64encode(b"hello =3D").rstrip(b"=") + b"\r\n!A"),
        ("x-uuencode", b"begin 644 a\r\n" + binascii.b2a_uu(b"hello =3D") + b"`\r\nend\r\n"),
        ("x-uuencode", b"hello =3D"),
        ("martian", b"hello =3D"),
        ("base64", b"hello =3D"),
    ],
)
def test_transfer_encodings(encoding: str, body: bytes) -> None:
    raw = part("text/plain", body, f"Content-Transfer-Encoding: {encoding}\r\n")
    assert read(raw).text == "hello =3D"


def named(disposition: str, kind: str = "application/pdf") -> Attachment:
    return read(multi("mixed", part(kind, b"x", disposition))).attachments[0]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("Content-Disposition: attachment; filename=a.pdf\r\n", "a.pdf"),
        ('Content-Disposition: attachment; filename="a b;c.pdf"\r\n', "a b;c.pdf"),
        ("Content-Disposition: attachment; filename=two words.pdf\r\n", "two words.pdf"),
        ("Content-Disposition: attachment; filename*=UTF-8''%D0%90.pdf\r\n", "А.pdf"),
        ("Content-Disposition: attachment; filename*=windows-1251'ru'%C0.pdf\r\n", "А.pdf"),
        (
            'Content-Disposition: attachment;\r\n filename*1=b.pdf;\r\n filename*0="a "\r\n',
            "a b.pdf",
        ),
        (
            "Content-Disposition: attachment; filename*0*=utf-8''%D0%9; filename*1*=0.pdf\r\n",
            "А.pdf",
        ),
        ('Content-Disposition: attachment; filename="=?utf-8?B?0JAucGRm?="\r\n', "А.pdf"),
        ("Content-Disposition: attachment; filename==?utf-8?B?0JAucGRm?=\r\n", "А.pdf"),
        ('Content-Disposition: attachment; filename="скан.pdf"\r\n', "скан.pdf"),
        ('Content-Disposition: attachment; filename="C:\\docs\\a.pdf"\r\n', "a.pdf"),
        ('Content-Disposition: attachment; filename="../../etc/passwd"\r\n', "passwd"),
        ('Content-Disposition: attachment; filename="a\u202efdp.exe"\r\n', "a_fdp.exe"),
        ('Content-Disposition: attachment; filename="unclosed.pdf\r\n', "unclosed.pdf"),
        ("Content-Disposition: attachment; filename=a.pdf; filename=b.pdf\r\n", "a.pdf"),
        ("Content-Disposition: attachment\r\n", "attachment-1.pdf"),
        ('Content-Disposition: attachment; filename=".."\r\n', "attachment-1.pdf"),
        (f"Content-Disposition: attachment; filename={'a' * 300}.pdf\r\n", "a" * 180 + ".pdf"),
        (f"Content-Disposition: attachment; filename={'a' * 300}\r\n", "a" * 200),
    ],
)
def test_file_names(disposition: str, name: str) -> None:
    assert named(disposition).name == name


def test_a_name_in_the_type_alone() -> None:
    assert named("", 'image/jpeg; name="photo.jpg"').name == "photo.jpg"
    assert named("", "x/unheard").name == "attachment-1.bin"


def test_broken_types() -> None:
    assert read(part("text", b"hello")).text == "hello"
    assert read(part("html", b"<p>hello</p>")).text == "hello"
    assert "type-broken" in read(part("text", b"hello")).defects


def test_pieces_of_text_around_a_picture() -> None:
    letter = read(
        multi(
            "mixed",
            part("text/plain", b"one"),
            part("image/png", b"PNG"),
            part("text/html", b"<b>two</b>"),
            part("text/plain; name=three.txt", b"three"),
            part("text/plain", b"four", "Content-Disposition: attachment\r\n"),
        )
    )
    assert letter.text == "one\ntwo"
    assert letter.html == "<div>one</div>\n<b>two</b>"
    assert [file.name for file in letter.attachments] == [
        "attachment-1.png",
        "three.txt",
        "attachment-3.txt",
    ]


def test_alternatives_are_one_letter() -> None:
    related = multi(
        "related",
        part("text/html", b"<p>hello</p>"),
        part("image/png", b"PNG", "Content-ID: <a@b>\r\n"),
    ).replace(b"B", b"C")
    letter = read(
        multi(
            "alternative", part("text/plain", b"hello"), part("text/x-amp-html", b"<amp>"), related
        )
    )
    assert (letter.text, letter.html) == ("hello", "<p>hello</p>")
    assert [(file.name, file.content_id) for file in letter.attachments] == [
        ("attachment-1.png", "a@b")
    ]


def test_a_plain_part_that_only_apologises_is_no_letter() -> None:
    raw = multi(
        "alternative",
        part("text/plain", b"Your program cannot show HTML."),
        part("text/html", b"<p>hello</p>"),
    )
    assert read(raw).text == "hello"
    assert read(multi("alternative")).text == "--B--"


def test_an_alternative_may_hold_mixed_parts() -> None:
    inner = multi("mixed", part("text/html", b"<p>a</p>"), part("text/plain", b"b")).replace(
        b"B", b"C"
    )
    assert read(multi("alternative", inner)).text == "b"


def test_a_forwarded_letter_is_kept_whole() -> None:
    inner = b"Subject: =?utf-8?B?0K8=?=\r\nFrom: a@b.example\r\n\r\nold text"
    letter = read(multi("mixed", part("text/plain", b"see"), part("message/rfc822", inner)))
    assert letter.text == "see"
    assert letter.attachments == [Attachment("Я.eml", "message/rfc822", inner)]
    assert read(multi("mixed", part("message/rfc822", b"x"))).attachments[0].name == "letter.eml"


def test_a_forwarded_letter_may_have_a_name() -> None:
    one = part("message/rfc822; name=old.eml", b"Subject: a\r\n\r\nb")
    assert read(multi("mixed", one)).attachments[0].name == "old.eml"


def test_alternatives_without_text() -> None:
    letter = read(multi("alternative", part("image/png", b"PNG")))
    assert (letter.text, len(letter.attachments)) == ("", 1)


def test_a_letter_that_is_one_named_text_is_text() -> None:
    raw = part("text/plain; name=a.txt", b"hello", "Content-Disposition: inline\r\n")
    assert (read(raw).text, read(raw).attachments) == ("hello", [])
    attached = raw.replace(b"inline", b"attachment")
    assert [file.name for file in read(attached).attachments] == ["a.txt"]


def test_digest_parts_are_letters() -> None:
    assert read(multi("digest", b"\r\nSubject: a\r\n\r\nb")).attachments[0].name == "a.eml"


@pytest.mark.parametrize(
    ("raw", "text", "defect"),
    [
        (
            b"Content-Type: multipart/mixed\r\n\r\n--B\r\n\r\nhello\r\n--B--",
            "hello",
            "boundary-missing",
        ),
        (b"Content-Type: multipart/mixed\r\n\r\nhello", "hello", "boundary-missing"),
        (b"Content-Type: multipart/mixed; boundary=B\r\n\r\nhello", "hello", "boundary-not-found"),
        (
            b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nhello",
            "hello",
            "boundary-not-closed",
        ),
        (
            (
                b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--Bx\r\n--B \r\n\r\nhello\r\n"
                b"--B--\r\n--B\r\n\r\nx"
            ),
            "hello",
            None,
        ),
    ],
)
def test_boundaries(raw: bytes, text: str, defect: str | None) -> None:
    letter = read(raw)
    assert letter.text == text
    assert defect is None or defect in letter.defects


def test_depth_and_number_of_parts_are_limited() -> None:
    deep = b"".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n".encode()
        for n in range(40)
    )
    assert len(read(deep + b"\r\nhello").attachments) == 1
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 3000
    letter = read(many)
    assert "too-many-parts" in letter.defects
    assert letter.text.count("x") == 3000


def test_uuencode_in_the_middle_of_the_text() -> None:
    block = (
        b"begin 644 a.pdf\r\n" + binascii.b2a_uu(b"%PDF").replace(b"\n", b"\r\n") + b"`\r\nend\r\n"
    )
    letter = read(part("text/plain", b"see\r\n" + block + b"bye"))
    assert letter.text == "see\nbye"
    assert letter.attachments == [Attachment("a.pdf", "application/pdf", b"%PDF")]
    untouched = b"begin 644 a\r\nMqq\r\n`\r\nend\r\n"
    assert (
        "begin 644 a" in read(part("text/plain", untouched.replace(b"Mqq", b"M" + b"q" * 70))).text
    )
    sloppy = block.replace(b"%PDF", b"").replace(b"\r\n`", b"zz\r\n`")
    assert read(part("text/plain", sloppy)).attachments[0].content == b"%PDF"
