"""Visiting cards for a telephone book (vCard 3.0, RFC 2426: what every telephone reads)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class VCard:
    """One card; a side that is empty is left out. `phones` are (kind, number): work, emergency…"""

    name: str
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
        card.add("n").value = vobject.vcard.Name(family=self.name)
        card.add("fn").value = self.name
        if self.organisation:
            card.add("org").value = [self.organisation]
        if self.address:
            card.add("adr").value = vobject.vcard.Address(street=self.address)
        plain = {"title": self.role, "url": self.url, "note": self.note}
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
