"""The lists of a review: what it looked back on, by name where the reader may read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import Complaint, FollowUp, Measure, QuarterReview
from slovo.domain.mistakes.models import Cause, Failure
from slovo.domain.staff.models import User
from slovo.interfaces.desk.causes.rows import failure_rows
from slovo.interfaces.desk.spoken import Voice

SHOWN = 30
NAMES: Mapping[str, Any] = {
    "new_causes": _("Causes not named in the year before"),
    "recurring_causes": _("Causes named before, and again"),
    "measures_late": _("Measures late, or open again"),
    "measures_without_owner": _("Measures without an owner"),
    "limits_missed": _("Our own limit missed"),
    "laws_missed": _("The law’s limit missed"),
    "unanswered": _("Complaints without an answer"),
    "unknown": _("Nobody knows whether the answer helped"),
    "put_backs": _("Put behind the others"),
    "second_failures": _("The same to one client again"),
}


@dataclass(frozen=True, slots=True)
class Item:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """`count` as it was when the review was opened; `left`: not shown here."""

    key: str
    name: str
    count: int
    items: list[Item]

    @property
    def left(self) -> int:
        return self.count - len(self.items)


def lists_of(review: QuarterReview, user: User, voice: Voice) -> list[ListRow]:
    found = []
    for key, name in NAMES.items():
        kept = review.rows.get(key, {"count": 0, "keys": []})
        items = LOADERS[key](kept["keys"][:SHOWN], user, voice)
        found.append(ListRow(key, str(name), kept["count"], items))
    return found


def _causes(keys: Sequence[int], _user: User, _voice: Voice) -> list[Item]:
    known = Cause.objects.in_bulk(keys)
    rows = [known[key] for key in keys if key in known]
    return [Item(str(row), reverse("cause-show", args=[row.code])) for row in rows]


def _measures(keys: Sequence[int], user: User, voice: Voice) -> list[Item]:
    rows = Measure.objects.visible_to(user).filter(pk__in=keys).select_related("owner")
    url = reverse("measure-list")
    return [
        Item(f"{row.text}: {row.owner.full_name}, {voice.date(row.due_at)}", url)
        for row in rows.order_by("due_at", "pk")
    ]


def _complaints(keys: Sequence[int], user: User, _voice: Voice) -> list[Item]:
    rows = Complaint.objects.visible_to(user).filter(pk__in=keys).select_related("person")
    return [_complaint(row) for row in rows.order_by("received_at", "pk")]


def _follow_ups(keys: Sequence[int], user: User, _voice: Voice) -> list[Item]:
    rows = FollowUp.objects.visible_to(user).filter(pk__in=keys)
    related = rows.select_related("complaint__person").order_by("due_at", "pk")
    return [_complaint(row.complaint) for row in related]


def _complaint(row: Complaint) -> Item:
    return Item(f"{row.ref} {row.person.full_name}", reverse("complaint-show", args=[row.number]))


def _cases(keys: Sequence[int], user: User, _voice: Voice) -> list[Item]:
    rows = Case.objects.visible_to(user).filter(pk__in=keys).select_related("person")
    return [
        Item(f"{row.ref} {row.person.full_name}", reverse("case-show", args=[row.ref]))
        for row in rows.order_by("pk")
    ]


def _failures(keys: Sequence[int], user: User, voice: Voice) -> list[Item]:
    rows = Failure.objects.visible_to(user).filter(pk__in=keys).order_by("-at", "-pk")
    return [Item(f"{row.person}: {row.text}", row.url) for row in failure_rows(list(rows), voice)]


LOADERS: Mapping[str, Callable[[Sequence[int], User, Voice], list[Item]]] = {
    "new_causes": _causes,
    "recurring_causes": _causes,
    "measures_late": _measures,
    "measures_without_owner": _measures,
    "limits_missed": _complaints,
    "laws_missed": _complaints,
    "unanswered": _complaints,
    "unknown": _follow_ups,
    "put_backs": _cases,
    "second_failures": _failures,
}
