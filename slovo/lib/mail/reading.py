"""One letter, from bytes to what the desk needs to know about it."""

from __future__ import annotations

from slovo.lib.language import language_of
from slovo.lib.mail.bodies import Body, collect
from slovo.lib.mail.charsets import tidy
from slovo.lib.mail.headers import addresses, date_of, first, message_ids
from slovo.lib.mail.kinds import judge
from slovo.lib.mail.letter import Address, Letter
from slovo.lib.mail.parts import Parser, Part
from slovo.lib.mail.quotes import fold
from slovo.lib.mail.words import header_text


def read(raw: bytes) -> Letter:
    """Read an RFC 5322 letter; never raises, whatever the bytes are.

    What could not be understood stays readable: as text, as an attachment, or as the raw bytes
    that the caller keeps. A reading that fails altogether is a letter with the defect "unreadable".
    """
    try:
        return _read(bytes(raw))
    except Exception:
        text = tidy(bytes(raw[:1_000_000]).decode("utf-8", "replace"))
        return Letter(text=text, new_text=text, defects=["unreadable"])


def _read(raw: bytes) -> Letter:
    parser = Parser(raw)
    root = parser.parse()
    if root.type.startswith("text/") and root.disposition == "inline":
        root.name = ""  # the whole letter is its text, whatever it is called
    body = collect(root, Body(defects=parser.defects))
    letter = _envelope(root)
    letter.attachments = body.attachments
    letter.html = body.html()
    _texts(letter, body)
    judge(letter, root, body, raw)
    for words in (letter.new_text, letter.subject, letter.text):
        letter.language = letter.language or language_of(words)
    letter.defects = list(dict.fromkeys(body.defects + letter.defects))
    return letter


def _envelope(root: Part) -> Letter:
    fields = root.fields
    senders = addresses(fields.get("from", [])) or addresses(fields.get("sender", []))
    answered = message_ids(first(fields, "in-reply-to"))
    references = message_ids(" ".join(fields.get("references", [])))
    letter = Letter(
        subject=header_text(first(fields, "subject")),
        sender=senders[0] if senders else Address(header_text(first(fields, "from"))),
        to=addresses(fields.get("to", [])),
        cc=addresses(fields.get("cc", [])),
        reply_to=addresses(fields.get("reply-to", [])),
        date=date_of(first(fields, "date")),
        message_id=next(iter(message_ids(first(fields, "message-id"))), ""),
        in_reply_to=answered[0] if answered else "",
        references=list(dict.fromkeys(references + answered[1:])),
    )
    letter.headers = {name: [header_text(v) for v in values] for name, values in fields.items()}
    for name, missing in (("from", not senders), ("date", letter.date is None)):
        if missing:
            letter.defects.append(f"{name}-{'broken' if name in fields else 'missing'}")
    return letter


def _texts(letter: Letter, body: Body) -> None:
    """The whole text, and the same divided into what is new and what is quoted."""
    pieces = body.pieces or [body.tnef_text]
    if len(pieces) == 1 and not pieces[0].plain and pieces[0].html:
        from slovo.lib.mail.htmltext import to_marked_text, unmarked

        marked = to_marked_text(pieces[0].html)
        letter.text = unmarked(marked)
        letter.new_text, letter.quoted_text = fold(marked)
        return
    letter.text = "\n".join(_plain(piece.plain, piece.html) for piece in pieces).strip("\n")
    letter.new_text, letter.quoted_text = fold(letter.text)
    if not letter.quoted_text and len(pieces) == 1 and pieces[0].html:
        _fold_by_html(letter, pieces[0].html)


def _plain(plain: str, page: str) -> str:
    if plain or not page:
        return plain
    from slovo.lib.mail.htmltext import to_marked_text, unmarked

    return unmarked(to_marked_text(page))


def _fold_by_html(letter: Letter, page: str) -> None:
    """The plain part shows no quote but the HTML beside it may."""
    from slovo.lib.mail.htmltext import QUOTE_HINT, to_marked_text

    if QUOTE_HINT.search(page):
        new, quoted = fold(to_marked_text(page))
        if quoted:
            letter.new_text, letter.quoted_text = new, quoted
