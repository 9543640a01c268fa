"""HTML letters as text, with marks where a mail program put what it quotes."""

from __future__ import annotations

import html as entities
import re
from itertools import islice
from typing import TYPE_CHECKING

from slovo.lib.mail.charsets import tidy
from slovo.lib.mail.quotes import BEGIN, CUT, END, MARKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_HTML = 1_500_000
QUOTE_HINT = re.compile(
    r"<blockquote|gmail_|divRplyFwdMsg|appendonsend|yahoo_quoted|protonmail_quote|moz-(?:cite|forward)"
    r"|border-top:\s?solid\s|OutlookMessageHeader|reference-message-container|stopSpelling"
    r"|name=.?quote",
    re.IGNORECASE,
)
_QUOTE_CLASS = re.compile(
    r"(?:^|\s)(?:x_)*(?:gmail_attr|moz-cite-prefix|moz-email-headers-table|yahoo_quoted"
    r"|protonmail_quote|zmail_extra|tutanota_quote)(?:\s|$)"
)
_CUT_ID = re.compile(
    r"(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container)"
)
_CUT_CLASS = re.compile(r"(?:^|\s)(?:x_)*(?:OutlookMessageHeader|moz-forward-container)")
_CUT_STYLE = re.compile(r"border-top:\s?solid\s?#(?:e1e1e1|b5c4df|ccc)", re.IGNORECASE)
_HEAD_WORDS = re.compile(r"\b(?:From|От|Від|Sent|Отправлено|Надіслано|Дата|Date)\s*:")
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HIDDEN = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/h\d|/li)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"<[!/a-zA-Z][^<>]{0,5000}>")
_BLANKS = re.compile(r"\n(?:[ \t\xa0]*\n){2,}")


def to_marked_text(html: str) -> str:
    """The text of an HTML letter; quotes stand between marks (see `quotes`)."""
    for mark in MARKS:
        html = html.replace(mark, "")
    if not html.strip():
        return ""
    if len(html) > MAX_HTML:
        return rough_text(html)
    try:
        text = _carefully(html)
    except Exception:
        return rough_text(html)
    return _tidied(text) or rough_text(html)


def unmarked(text: str) -> str:
    """Marked text without its marks."""
    if not any(mark in text for mark in MARKS):
        return text
    lines = [line for line in text.split("\n") if line.strip() not in MARKS]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def _carefully(html: str) -> str:
    from inscriptis import Inscriptis
    from lxml.html import fromstring

    tree = fromstring(_PROLOG.sub("", html).encode("utf-8"), parser=_parser())
    if QUOTE_HINT.search(html):
        _mark(tree)
    return str(Inscriptis(tree, _config()).get_text())


def _parser() -> object:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def _config() -> object:
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    css = CSS_PROFILES["strict"].copy()
    css["blockquote"] = css["div"]
    return ParserConfig(css=css)


def _mark(tree: HtmlElement) -> None:
    for element in tree.xpath("//blockquote|//*[@id or @class or @style or @name='quote']"):
        if _is_cut(element):
            element.addprevious(_line(CUT))
        elif _is_quote(element):
            first = _line(BEGIN)
            first.tail, element.text = element.text, None
            element.insert(0, first)
            element.append(_line(END))


def _is_quote(element: HtmlElement) -> bool:
    if element.tag != "blockquote":
        return bool(_QUOTE_CLASS.search(element.get("class", ""))) or element.get("name") == "quote"
    style = element.get("style", "").replace(" ", "")
    indent = "border:none" in style and element.get("type") != "cite"  # Gmail's own indenting
    return not indent or bool(element.get("class"))


def _is_cut(element: HtmlElement) -> bool:
    if element.getparent() is None:
        return False
    if _CUT_ID.fullmatch(element.get("id", "")) or _CUT_CLASS.search(element.get("class", "")):
        return True
    style = element.get("style")
    return bool(style and _CUT_STYLE.search(style)) and bool(
        _HEAD_WORDS.search("".join(islice(element.itertext(), 20))[:400])
    )


def _line(mark: str) -> HtmlElement:
    from lxml.html import Element

    line = Element("div")
    line.text = mark
    return line


def _tidied(text: str) -> str:
    text = tidy(text).replace("\r", "")
    text = "\n".join(line.rstrip(" \t\xa0") for line in text.split("\n"))
    return _BLANKS.sub("\n\n", text).strip("\n")


def rough_text(html: str) -> str:
    """Tags cut out: for pages too big, too deep or too broken to be laid out."""
    text = _TAG.sub("", _BREAK.sub("\n", _without_hidden(html)))
    return _tidied(entities.unescape(text))


def _without_hidden(html: str) -> str:
    out, position = list[str](), 0
    while found := _HIDDEN.search(html, position):
        closing = re.compile(f"</{found[1]}", re.IGNORECASE).search(html, found.end())
        if not closing:
            break
        out.append(html[position : found.start()])
        position = closing.start()
    return "".join([*out, html[position:]])


def text_of_html(html: str) -> str:
    """The words of an HTML body, as a reader sees them."""
    return unmarked(to_marked_text(html)).strip()
