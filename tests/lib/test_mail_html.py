"""HTML letters as text, and made safe to show."""

import pytest

from slovo.lib.mail import clean_html, read
from slovo.lib.mail.htmltext import rough_text, text_of_html, to_marked_text, unmarked


def text_of(page: str) -> str:
    return read(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()).text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<style>p{}</style><script>x()</script><title>t</title><p>one</p>", "one"),
        ("<p>a &amp; b &lt;c&gt;&nbsp;</p>", "a & b <c>"),
        ("<ul><li>one</li><li>two</li></ul>", "  * one\n  * two"),
        ('<div style="display:none">preheader</div>one', "one"),
        ("<?xml version='1.0' encoding='utf-8'?><p>one</p>", "one"),
        ("<p>one", "one"),
        ("a < b", "a < b"),
        ("<img src=x>", ""),
        ("<!-- note -->", ""),
        ('<html class="OutlookMessageHeader"><body>one</body></html>', "one"),
        ("", ""),
    ],
)
def test_text(page: str, text: str) -> None:
    assert text_of(page) == text


def test_our_marks_in_a_letter_mean_nothing() -> None:
    assert text_of("one<br>\uf8f2<br>two") == "one\n\ntwo"
    assert unmarked("a\n\uf8f0\nb\n\uf8f1") == "a\nb"


def test_pages_too_big_or_too_deep_are_read_roughly() -> None:
    assert text_of("<p>one</p>" + "<p>two</p>" * 200_000).startswith("one\ntwo\ntwo")
    assert text_of("<div>" * 5000 + "deep") == "deep"
    assert rough_text("<STYLE>x</style>a<br>b<script>never closed") == "a\nbnever closed"


def test_the_words_of_a_page() -> None:
    assert text_of_html("<div>one</div><blockquote type='cite'>two</blockquote>") == "one\ntwo"


def test_whitespace_is_no_page() -> None:
    assert to_marked_text(" \n ") == ""


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("<p>hello</p>", "<p>hello</p>"),
        ("<script>x()</script><b onclick='x()'>a</b>", "<b>a</b>"),
        ("<iframe src='https://x.example'></iframe>a", "a"),
        ("<form action='/x'><input name=a></form>a", "a"),
        ("<title>t</title><style>p{}</style>a", "a"),
        ("<a href='javascript:x()'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href='data:text/html,x'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href=' CID:x'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href='/desk/settings'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        (
            "<a href='https://x.example/?a=1&b=2'>a</a>",
            '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">a</a>',
        ),
        (
            "<p style='color:red;position:fixed;background:url(//x)'>a</p>",
            '<p style="color:red">a</p>',
        ),
        (
            "<img src='https://t.example/a?b&c'>",
            '<img data-remote-src="https://t.example/a?b&amp;c">',
        ),
        ("<img src='//t.example/a'>", '<img data-remote-src="https://t.example/a">'),
        ("<img src='/logout'>", "<img>"),
        ("<img alt='a>b' src='cid:a@b'>", '<img alt="a&gt;b">'),
        ("<img src='data:image/png;base64,AA'>", '<img src="data:image/png;base64,AA">'),
        ("<img src='data:image/svg+xml,<svg>'>", "<img>"),
        ("<b title='<img src=x>'>a</b>", '<b title="&lt;img src=x&gt;">a</b>'),
        ("<img srcset='https://t.example/a 2x' alt=''>", '<img alt="">'),
        (
            "<table background='https://t.example/a'><tr><td>a</td></tr></table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
    ],
)
def test_clean(page: str, clean: str) -> None:
    assert clean_html(page) == clean


def test_remote_images_when_asked_for() -> None:
    assert clean_html("<img src='https://t.example/a'>", show_remote=True) == (
        '<img src="https://t.example/a">'
    )


def test_inline_images_are_resolved() -> None:
    places = {"a@b": '/files/1?"x"'}
    page = "<img src='cid:a%40b'><img src='cid:gone'>"
    assert clean_html(page, places.get) == '<img src="/files/1?&quot;x&quot;"><img>'


def test_a_data_picture_has_a_limit() -> None:
    assert clean_html(f"<img src='data:image/png;base64,{'A' * 600_000}'>") == "<img>"


def test_what_is_nested_too_deep_is_shown_as_text() -> None:
    assert clean_html("<div>" * 5_000 + "a<br>b &lt;i&gt;") == "<div>a<br>b &lt;i&gt;</div>"
    assert clean_html("<p>a<br></p>" * 5_000).startswith("<p>a<br></p><p>")
