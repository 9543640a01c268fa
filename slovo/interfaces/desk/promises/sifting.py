"""Which promises a page shows: whose, to whom, in what state, due in which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.promise import CLIENT, US, PromiseQuery
from slovo.domain.clients.models import Person
from slovo.domain.promises.ledger import OUTCOMES, late_at
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


@dataclass(frozen=True, slots=True)
class Sieve:
    """`owner` and `person` are keys, 0 for everybody; `days` back from now, by the due."""

    state: str = "open"
    owner: int = 0
    person: int = 0
    days: int = 90

    @classmethod
    def read(cls, asked: Mapping[str, str], reader: User) -> "Sieve":
        owner = reader.pk if asked.get("owner") == "me" else number(asked.get("owner", ""))
        days = number(asked.get("days", ""))
        state = asked.get("state", "open")
        return cls(
            state=state if state in STATES else "open",
            owner=owner,
            person=number(asked.get("person", "")),
            days=days if days in PERIODS else 90,
        )

    def url(self, name: str = "promise-list", **other: Any) -> str:
        return f"{reverse(name)}{self.query(**other)}"

    def query(self, **other: Any) -> str:
        """What follows the path: only what differs from the plain page."""
        wanted = ((key, other.get(key, getattr(self, key)), plain) for key, plain in PLAIN)
        said = [(key, value) for key, value, plain in wanted if value != plain]
        return f"?{urlencode(said)}" if said else ""

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        return now - timedelta(days=self.days), now

    def everybodys(self, promises: PromiseQuery) -> PromiseQuery:
        """Of this colleague and this client, in any state."""
        if self.owner:
            promises = promises.filter(owner=self.owner)
        return promises.filter(person=self.person) if self.person else promises

    def rows(self, promises: PromiseQuery, now: datetime) -> tuple[PromiseQuery, str]:
        """The promises and their order: what is owed with the latest first, else the newest."""
        found = self.everybodys(promises.given())
        owed_by = CLIENT if self.state == "theirs" else US
        if self.state in ("open", "late", "theirs"):
            found = found.open().filter(owed_by=owed_by)
            return found.filter(due_at__lt=now) if self.state == "late" else found, "due_at"
        since, until = self.window(now)
        found = found.filter(owed_by=US, due_at__gte=since, due_at__lt=until)
        if self.state == "broken":
            return found.filter(OUTCOMES["broken"] | late_at(now)), "-due_at"
        return found.filter(OUTCOMES[self.state]) if self.state in OUTCOMES else found, "-due_at"


PLAIN = [(name, getattr(Sieve(), name)) for name in ("state", "owner", "person", "days")]


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def name_of(sieve: Sieve) -> tuple[str, str]:
    """Whose they are, by name: the colleague, the client."""
    owner = User.objects.filter(pk=sieve.owner).first() if sieve.owner else None
    person = Person.objects.filter(pk=sieve.person).first() if sieve.person else None
    return (owner.full_name if owner else "", person.full_name if person else "")
