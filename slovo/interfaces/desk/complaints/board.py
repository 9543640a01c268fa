"""The board of complaints: how far each has come, whoever suffers most on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.models import Complaint, Phase
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.levels import sees_all
from slovo.interfaces.desk.complaints.cards import CARRIED, Cards
from slovo.interfaces.desk.complaints.sifting import Sieve, Sum, sift_of, sums_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

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
    wanted = sieve.chosen(Complaint.objects.visible_to(user), user, voice.now).open()
    sums = sums_of(wanted)
    counted = [row for row in sums if sieve.lets_through(row)]
    context = {
        "columns": _columns(sieve.sifted(wanted), counted, sieve, voice),
        "count": sum(row["count"] for row in counted),
        "sees_all": sees_all(user),
        "may_import": user.may("import_complaints"),
        **sift_of(sieve, sums, HERE),
    }
    return render(request, "desk/complaints/board.html", context)


def _columns(
    complaints: ComplaintQuery, sums: list[Sum], sieve: Sieve, voice: Voice
) -> list[Column]:
    """Each asks once, and not at all where nobody stands."""
    cards, found = Cards(voice), []
    for phase in Phase:
        count = sum(row["count"] for row in sums if row["phase"] == phase)
        rows = complaints.filter(phase=phase).suffering() if count else complaints.none()
        drawn = [cards.card(row) for row in rows.values(*CARRIED)[:SHOWN]]
        words, url = str(STEPS[phase]), sieve.url(phase=phase.value)
        found.append(Column(phase.value, str(phase.label), words, count, drawn, url))
    return found
