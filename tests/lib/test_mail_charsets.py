"""The words are found whatever charset a letter names."""

import pytest

from slovo.lib.mail import read

TEXT = "Добрый вечер, пришлите договор до вторника, пожалуйста."
UKRAINIAN = "Добрий вечір, надішліть договір до вівторка, дуже прошу, є питання щодо ґанку."


def part(kind: str, body: bytes) -> bytes:
    return f"Content-Type: {kind}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    ("charset", "declared", "defect"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "", "charset-wrong"),
        ("utf-8", "iso-8859-1", "charset-wrong"),
        ("utf-8", "windows-1251", "charset-wrong"),
        ("utf-8", "nonsense", "charset-wrong"),
        ("cp1251", "windows-1251", None),
        ("cp1251", '"WINDOWS-1251"', None),
        ("cp1251", "win-1251", None),
        ("cp1251", "", "charset-missing"),
        ("cp1251", "us-ascii", "charset-wrong"),
        ("cp1251", "iso-8859-1", "charset-wrong"),
        ("cp1251", "utf-8", "charset-wrong"),
        ("cp1251", "idna", "charset-wrong"),
        ("cp1251", "nonsense", "charset-wrong"),
        ("cp1251", "base64", "charset-wrong"),
        ("koi8_u", "koi8-r", None),
        ("koi8_u", "koi8-u", None),
        ("koi8_u", "", "charset-missing"),
        ("utf-16", "utf-16", None),
    ],
)
def test_charsets(charset: str, declared: str, defect: str | None) -> None:
    for text in (TEXT, UKRAINIAN):
        claim = f"; charset={declared}" if declared else ""
        letter = read(part(f"text/plain{claim}", text.encode(charset)))
        assert letter.text == text
        assert [one for one in letter.defects if "charset" in one] == ([defect] if defect else [])


@pytest.mark.parametrize("charset", ["cp1251", "koi8_u", "iso8859_5", "cp866"])
@pytest.mark.parametrize(
    "text",
    [
        "Да",
        "Дякую",
        "є питання",
        "ПРОШУ СРОЧНО ПЕРЕЗВОНИТЬ",
        "Ok, спасибо",
        "Прошу выслать договор",
        "Order 123 confirmed, киевский office will send it",
    ],
)
def test_short_words_without_a_charset(text: str, charset: str) -> None:
    assert read(part("text/plain", text.encode(charset, "replace"))).text in {
        text,
        text.replace("є", "?"),
    }


@pytest.mark.parametrize("declared", ["; charset=iso-2022-jp", "", "; charset=us-ascii"])
def test_japanese(declared: str) -> None:
    text = "お問い合わせありがとうございます。"
    assert read(part(f"text/plain{declared}", text.encode("iso2022_jp"))).text == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "お問い合わせありがとうございます。"),
        ("gb2312", "谢谢您的来信"),
        ("euc-kr", "감사합니다"),
        ("iso-8859-8-i", "שלום"),
        ("iso-8859-2", "děkuji, příští týden"),
        ("windows-1252", "Grüße – “ja”"),
    ],
)
def test_other_charsets(charset: str, text: str) -> None:
    raw = text.encode(charset.removesuffix("-i"))
    assert read(part(f"text/plain; charset={charset}", raw)).text == text


def test_latin_text_with_a_weak_claim_stays_latin() -> None:
    text = "Señor Gómez, mañana llegará el café a la habitación número siete."
    assert read(part("text/plain; charset=us-ascii", text.encode("latin-1"))).text == text
    assert read(part("text/plain; charset=iso-8859-1", text.encode("latin-1"))).text == text


def test_a_few_broken_bytes_do_not_change_the_charset() -> None:
    raw = (TEXT * 3).encode() + b"\xd0"
    letter = read(part("text/plain; charset=utf-8", raw))
    assert letter.text == TEXT * 3 + "\ufffd"
    assert "charset-broken-bytes" in letter.defects


def test_noise_is_text_too() -> None:
    letter = read(part("text/plain", bytes(range(128, 256)) * 3))
    assert letter.text
    assert read(part("text/plain; charset=utf-7", b"+2AA-")).text == "\ufffd"


def test_charset_of_a_page_in_its_own_words() -> None:
    page = '<meta charset="windows-1251"><p>Ґанок</p>'.encode("cp1251")
    assert read(part("text/html", page)).text == "Ґанок"
