"""Which complaints a page shows: whose, how far they have come, of which country and branch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models import Complaint, Phase
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
from slovo.interfaces.desk.promises.names import everybody, options
from slovo.interfaces.desk.promises.sifting import number
from slovo.lib.prepared import Prepared

WHICH: dict[str, Any] = {
    "open": _("Open"),
    "mine": _("Mine"),
    "late": _("Late"),
    "all": _("All"),
}
LENGTHS = {"country": 2, "branch": 20}


@dataclass(frozen=True, slots=True)
class Sieve:
    """`phase`, `country` and `branch` empty, `owner` 0: any of them."""

    which: str = "open"
    phase: str = ""
    country: str = ""
    branch: str = ""
    owner: int = 0

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Sieve":
        which, phase = asked.get("which", ""), asked.get("phase", "")
        return cls(
            which=which if which in WHICH else "open",
            phase=phase if phase in Phase.values else "",
            owner=number(asked.get("owner", "")),
            **{name: asked.get(name, "")[:most] for name, most in LENGTHS.items()},
        )

    def chosen(self, complaints: ComplaintQuery, user: User | int, now: datetime) -> ComplaintQuery:
        """Open ones, his own, late ones, or all; whatever else is sifted by."""
        if self.which == "all":
            return complaints
        if self.which == "mine":
            return complaints.open().filter(owner=user)
        return complaints.late(now) if self.which == "late" else complaints.open()

    def sifted(self, complaints: ComplaintQuery) -> ComplaintQuery:
        return complaints.filter(**self.sides)

    @property
    def sides(self) -> dict[str, Any]:
        names = ("phase", "country", "branch", "owner")
        return {name: value for name in names if (value := getattr(self, name))}

    def lets_through(self, row: "Sum") -> bool:
        """The same of a row of sums."""
        return all(getattr(row, name) == value for name, value in self.sides.items())

    def url(self, name: str = "complaint-list", **other: Any) -> str:
        said = {"which": self.which, **self.sides, **other}
        kept = {key: value for key, value in said.items() if value and value != "open"}
        return f"{reverse(name)}{f'?{urlencode(kept)}' if kept else ''}"

    def tabs(self, name: str) -> list[tuple[str, str, bool]]:
        """The board has no closed ones."""
        keys = [key for key in WHICH if key != "all" or name == "complaint-list"]
        return [(WHICH[key], self.url(name, which=key), key == self.which) for key in keys]


class Sum(NamedTuple):
    """How many open ones stand where, of which country, branch and owner."""

    phase: str
    country: str
    branch: str
    owner: int | None
    amount: int


def sums_of(which: str, user: User, now: datetime) -> list[Sum]:
    """Heads and choices in one go."""
    if hides_from(user):
        rows = _grouped(Sieve(which).chosen(Complaint.objects.visible_to(user), user, now))
    else:
        rows = _sums(which)(user=user.pk, now=now)
    return [Sum._make(row) for row in rows]


@lru_cache(maxsize=len(WHICH))
def _sums(which: str) -> Prepared:
    return Prepared(
        lambda user, now: _grouped(Sieve(which).chosen(Complaint.objects.all(), user, now))
    )


def _grouped(complaints: ComplaintQuery) -> Any:
    groups = complaints.open().order_by().values_list("phase", "country", "branch", "owner")
    return groups.annotate(amount=Count("pk"))


def sift_of(sieve: Sieve, sums: list[Sum], here: str) -> dict[str, Any]:
    """What may be sifted by: whatever occurs, and what is chosen already."""
    owners = {row.owner for row in sums} | {sieve.owner}
    return {
        "sieve": sieve,
        "tabs": sieve.tabs(here),
        "here": here,
        "countries": _choices(sums, "country", sieve.country),
        "branches": _choices(sums, "branch", sieve.branch),
        "owners": options((one for one in everybody() if one.pk in owners), sieve.owner),
        "board_url": sieve.url("complaint-board", phase=""),
        "list_url": sieve.url("complaint-list"),
    }


def _choices(sums: list[Sum], name: str, chosen: str) -> list[str]:
    found = {getattr(row, name) for row in sums} | {chosen}
    return sorted(found - {""})
