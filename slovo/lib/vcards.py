"""Visiting cards (vCard): written as every telephone reads them (3.0, RFC 2426), read as they come.

`VCard.written()` gives the text of one; `read(text)` all cards of a file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from slovo.lib import names

PICTURE = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VCard:
    """One card; a side that is empty is left out. `phones` are (kind, number): work, emergency…

    FN is the name as it is kept. 3.0 asks for N too, and telephones and Google sort, show and greet
    by it, not by FN: N has family, given and middle name where the words of the name tell which is
    which (`names.split`), and else the whole as given name, which is shown unchanged in any order
    of display; the whole as family name would be what programs call formally. A card of the firm
    itself, whose name is its organisation, leaves N empty: it is nobody's name.
    """

    name: str
    called: str = ""
    organisation: str = ""
    role: str = ""
    phones: Sequence[tuple[str, str]] = ()
    mails: Sequence[str] = ()
    address: str = ""
    url: str = ""
    note: str = ""

    def written(self) -> str:
        """The file's text: CRLF lines folded at 75 octets, UTF-8 when encoded."""
        import vobject

        card: Any = vobject.vCard()
        given, middle, family = ("", "", "")
        if self.name != self.organisation:
            given, middle, family = names.split(self.name, self.called)
        card.add("n").value = vobject.vcard.Name(family=family, given=given, additional=middle)
        card.add("fn").value = self.name
        if self.organisation:
            card.add("org").value = [self.organisation]
        if self.address:
            card.add("adr").value = vobject.vcard.Address(street=self.address)
        plain = {"nickname": self.called, "title": self.role, "url": self.url, "note": self.note}
        for side, value in plain.items():
            if value:
                card.add(side).value = value
        for kind, number in self.phones:
            _typed(card, "tel", kind, number)
        for mail in self.mails:
            _typed(card, "email", "work", mail)
        text: str = card.serialize()
        return text


def _typed(card: Any, side: str, kind: str, value: str) -> None:
    line = card.add(side)
    line.value, line.type_param = value, kind


@dataclass(frozen=True, slots=True)
class Read:
    """One card of a file; `line` as an editor counts, from 1. Without sides: `is_broken`."""

    line: int
    name: str = ""
    called: str = ""
    organisation: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    language: str = ""
    zone: str = ""
    note: str = ""
    is_broken: bool = False


def read(text: str) -> list[Read]:
    """Return the cards of a file, vCard 2.1 (quoted-printable), 3.0 or 4.0; never raises.

    Each is read by itself: one that cannot be read spoils no other. Pictures are left out unread.
    """
    return [_read(line, lines) for line, lines in _cards(text)]


def _cards(text: str) -> Iterator[tuple[int, list[str]]]:
    """A card begins at BEGIN even if the one before it never ended."""
    begun, card = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if begun:
                yield begun, card
            begun, card = number, []
        if begun:
            card.append(line)
        if word == "END:VCARD" and begun:
            yield begun, card
            begun, card = 0, []
    if begun:
        yield begun, card


def _read(line: int, lines: list[str]) -> Read:
    import vobject

    try:
        card: Any = vobject.readOne("\r\n".join(_without_pictures(lines)), allowQP=True)
        return Read(
            line,
            name=_name(card),
            called=_first(card, "nickname"),
            organisation=_organisation(card),
            role=_first(card, "title") or _first(card, "role"),
            phones=tuple(_every(card, "tel")),
            mails=tuple(_every(card, "email")),
            language=_first(card, "lang"),
            zone=_first(card, "tz"),
            note="\n".join(_every(card, "note")),
        )
    except Exception:  # vobject raises whatever its parts do
        return Read(line, is_broken=True)


def _without_pictures(lines: list[str]) -> Iterator[str]:
    is_picture = False
    for line in lines:
        goes_on = line[:1] in ("", " ", "\t") or ":" not in line
        if is_picture and goes_on:
            continue
        is_picture = PICTURE.match(line) is not None
        if line and not is_picture:
            yield line


def _name(card: Any) -> str:
    """As it is shown; else its parts in the order in which one is called."""
    if shown := _first(card, "fn"):
        return shown
    parts = card.contents.get("n")
    if not parts:
        return ""
    said = parts[0].value
    return _plain(" ".join(_plain(part) for part in (said.given, said.additional, said.family)))


def _organisation(card: Any) -> str:
    found = card.contents.get("org")
    if not found:
        return ""
    value = found[0].value
    return _plain(value[0] if isinstance(value, list) else value)


def _first(card: Any, side: str) -> str:
    return next(_every(card, side), "")


def _every(card: Any, side: str) -> Iterator[str]:
    """Said values, none twice; «tel:+380…» and «mailto:» are numbers and addresses too."""
    seen = set[str]()
    for row in card.contents.get(side, ()):
        value = row.value.strip() if side == "note" else _plain(row.value)
        value = re.sub(r"^(?:tel|mailto):", "", value, flags=re.IGNORECASE)
        if value and value not in seen:
            seen.add(value)
            yield value


def _plain(value: Any) -> str:
    said = " ".join(map(_plain, value)) if isinstance(value, list) else str(value)
    return " ".join(said.split())
