"""Quotes in HTML letters are known by the wrappers that mail programs put around them."""

import pytest

from slovo.lib.mail import read
from slovo.lib.mail.quotes import fold


def test_kept_quotes_of_html_are_shown_with_marks() -> None:
    page = (
        '<div class="gmail_quote"><div class="gmail_attr">On Mon, Feb 9, 2026 Anna wrote:</div>'
        '<blockquote class="gmail_quote">When?</blockquote><div>On Wednesday.</div>'
        '<blockquote class="gmail_quote">Where?</blockquote><div>At yours.</div></div>'
    )
    letter = read(b"Content-Type: text/html\r\n\r\n" + page.encode())
    assert letter.new_text == (
        "> On Mon, Feb 9, 2026 Anna wrote:\n> When?\nOn Wednesday.\n> Where?\nAt yours."
    )
    assert letter.quoted_text == ""


WRAPPERS = {
    "gmail": '<div class="gmail_quote"><div class="gmail_attr">X:</div>'
    '<blockquote class="gmail_quote">{}</blockquote></div>',
    "outlook": '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> A<br>'
    "<b>Sent:</b> Monday</p></div><p>{}</p>",
    "outlook web": '<hr><div id="divRplyFwdMsg"><b>From:</b> A</div><div>{}</div>',
    "outlook rewritten": '<div id="x_divRplyFwdMsg">x</div><div>{}</div>',
    "outlook new": '<div id="mail-editor-reference-message-container"><div>{}</div></div>',
    "outlook phone": '<div id="appendonsend"></div><div>{}</div>',
    "apple": '<blockquote type="cite"><div>9 Feb, A wrote:</div>{}</blockquote>',
    "thunderbird": '<div class="moz-cite-prefix">A wrote:</div>'
    '<blockquote type="cite">{}</blockquote>',
    "thunderbird forward": '<div class="moz-forward-container">-------- x --------<br>{}</div>',
    "yahoo": '<div id="yahoo_quoted_1" class="yahoo_quoted"><p>On Monday</p><p>{}</p></div>',
    "proton": '<div class="protonmail_quote">On Monday A wrote:<br>{}</div>',
    "mail.ru": "<blockquote style='border-left:1px solid #0857A6'>9.2, A:<br>{}</blockquote>",
    "yandex": '<div>09.02.2026, 09:41, "A" &lt;a@b.example&gt;:</div><blockquote>{}</blockquote>',
    "gmx": '<div name="quote" style="margin:10px"><div>A:</div>{}</div>',
}


@pytest.mark.parametrize("name", WRAPPERS)
def test_html_wrappers(name: str) -> None:
    page = f"<html><body><div>Согласна.</div>{WRAPPERS[name].format('старые слова')}</body></html>"
    letter = read(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode())
    assert letter.new_text == "Согласна."
    assert letter.quoted_text.endswith("старые слова")
    assert "старые слова" in letter.text


def test_gmail_indent_is_no_quote() -> None:
    style = "margin:0 0 0 40px;border:none;padding:0px"
    page = f'<div>Посмотрите:</div><blockquote style="{style}">пункт 5</blockquote>'
    letter = read(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode())
    assert letter.new_text == "Посмотрите:\nпункт 5"


def test_a_quote_under_nothing_but_blank_lines() -> None:
    assert fold("\n\n\n\n\n> слова\nда") == ("да", "> слова")


def test_a_picture_of_a_quote_in_html_changes_nothing() -> None:
    raw = (
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nСогласна.\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Согласна.</p>"
        "<div class=gmail_signature></div>\r\n--b--\r\n"
    )
    assert read(raw.encode()).new_text == "Согласна."


def test_the_html_beside_tells_what_the_plain_part_does_not() -> None:
    page = '<div>Согласна.</div><div id="divRplyFwdMsg">x</div><div>старые слова</div>'
    raw = (
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nСогласна.\nстарые слова\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--b--\r\n"
    )
    letter = read(raw.encode())
    assert letter.text == "Согласна.\nстарые слова"
    assert letter.new_text == "Согласна."
    assert letter.quoted_text == "x\nстарые слова"
