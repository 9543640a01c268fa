"""Which promises a page shows: whose, to whom, in what state, due in which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.promises.ledger import Window
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import User

PERIODS = (7, 30, 90, 365)
STATES: dict[str, Any] = {
    "open": _("We owe"),
    "late": _("Late"),
    "theirs": _("They owe us"),
    "counted": _("Settled"),
    "kept": _("Kept"),
    "broken": _("Broken"),
    "renegotiated": _("New date"),
    "withdrawn": _("Given back"),
}
TABS = ("open", "late", "theirs", "counted")
OPEN_STATES = ("open", "late", "theirs")


@dataclass(frozen=True, slots=True)
class Sieve:
    """`owner`, `person` and `organisation` are keys, 0 for all; `days` back from now, by the due.

    `by` says whose lines the ledger shows, the colleagues' or the clients'. `reader` is he from
    whom something is hidden, `leader` the same when he is a principal.
    """

    state: str = "open"
    owner: int = 0
    person: int = 0
    organisation: int = 0
    days: int = 90
    by: str = "owner"
    reader: int = 0
    leader: int = 0

    @classmethod
    def read(cls, asked: Mapping[str, str], reader: User) -> "Sieve":
        owner = reader.pk if asked.get("owner") == "me" else number(asked.get("owner", ""))
        days = number(asked.get("days", ""))
        state = asked.get("state", "open")
        return cls(
            state=state if state in STATES else "open",
            owner=owner,
            person=number(asked.get("person", "")),
            organisation=number(asked.get("organisation", "")),
            days=days if days in PERIODS else 90,
            by="person" if asked.get("by") == "person" else "owner",
            **hidden_for(reader),
        )

    def url(self, name: str = "promise-list", **other: Any) -> str:
        sides = other if name == "promise-ledger" else {**other, "by": "owner"}
        return f"{reverse(name)}{self.query(**sides)}"

    def open_url(self, name: str = "promise-list", **other: Any) -> str:
        """The same, ready to take one more."""
        url = self.url(name, **other)
        return f"{url}{'&' if '?' in url else '?'}"

    def query(self, **other: Any) -> str:
        """What follows the path: only what differs from the plain page."""
        wanted = ((key, other.get(key, getattr(self, key)), plain) for key, plain in PLAIN)
        said = [(key, value) for key, value, plain in wanted if value != plain]
        return f"?{urlencode(said)}" if said else ""

    def window(self, now: datetime) -> Window:
        return Window(now - timedelta(days=self.days), now, **self.whose())

    def whose(self) -> dict[str, int]:
        """`reader` or `leader` only where something is hidden from him."""
        sides = {"owner": self.owner, "person": self.person, "organisation": self.organisation}
        who = {"reader": self.reader, "leader": self.leader}
        return sides | {name: key for name, key in who.items() if key}


def hidden_for(reader: User) -> dict[str, int]:
    """What a question is told of him from whom something is hidden; mostly nothing."""
    return {"leader" if sees_all(reader) else "reader": reader.pk} if hides_from(reader) else {}


PLAIN = [
    (name, getattr(Sieve(), name))
    for name in ("state", "owner", "person", "organisation", "days", "by")
]


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
