"""The board of complaints: how far each has come, whoever suffers most on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models import Complaint, Phase
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import User
from slovo.interfaces.desk.complaints.cards import Cards, Carried
from slovo.interfaces.desk.complaints.sifting import WHICH, Sieve, Sum, sift_of, sums_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.lib.prepared import Prepared

HERE = "complaint-board"
SHOWN = 20
STEPS: Mapping[str, Any] = {
    Phase.RECEIVED: _("to be acknowledged and assessed"),
    Phase.INQUIRY: _("proofs and the real cause are looked for"),
    Phase.ANSWERING: _("the answer is to be written and told"),
    Phase.ANSWERED: _("the client’s word is awaited"),
    Phase.SETTLING: _("to be put right, checked and closed"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of the way; `left`: how many stand only in the list, at `url`."""

    key: str
    name: str
    words: str
    count: int
    cards: list[SafeString]
    url: str

    @property
    def left(self) -> int:
        return self.count - len(self.cards)


@require_safe
@for_desk()
def show(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve = Sieve.read({**request.GET.dict(), "phase": ""})
    sums = sums_of(sieve.which, user, voice.now)
    counted = [row for row in sums if sieve.lets_through(row)]
    context = {
        "columns": _columns(counted, sieve, user, voice),
        "count": sum(row.amount for row in counted),
        "sees_all": sees_all(user),
        "may_import": user.may("import_complaints"),
        **sift_of(sieve, sums, HERE),
    }
    return render(request, "desk/complaints/board.html", context)


def _columns(sums: list[Sum], sieve: Sieve, user: User, voice: Voice) -> list[Column]:
    """Each asks once, and not at all where nobody stands."""
    cards, found = Cards(voice), []
    for phase in Phase:
        count = sum(row.amount for row in sums if row.phase == phase)
        rows = _rows(sieve, phase.value, user, voice.now) if count else []
        drawn = [cards.card(Carried._make(row)) for row in rows]
        words, url = str(STEPS[phase]), sieve.url(phase=phase.value)
        found.append(Column(phase.value, str(phase.label), words, count, drawn, url))
    return found


def _rows(sieve: Sieve, phase: str, user: User, now: datetime) -> Iterable[Any]:
    if hides_from(user):
        shown = sieve.chosen(Complaint.objects.visible_to(user), user, now)
        return _cut(sieve.sifted(shown).filter(phase=phase))
    return _asked(sieve.which)(user=user.pk, now=now, **{**sieve.sides, "phase": phase})


@lru_cache(maxsize=len(WHICH))
def _asked(which: str) -> Prepared:
    def build(user: int, now: datetime, **sides: Any) -> Any:
        return _cut(Sieve(which).chosen(Complaint.objects.all(), user, now).filter(**sides))

    return Prepared(build)


def _cut(complaints: ComplaintQuery) -> QuerySet[Any, Any]:
    return complaints.open().suffering().values_list(*Carried._fields)[:SHOWN]
