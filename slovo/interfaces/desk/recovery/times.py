"""The complaints behind M7: when each step was due, and when it was taken."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.models import Complaint, LegalLimit
from slovo.domain.complaints.punctual import STEPS, Step, received
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.promises.sifting import number
from slovo.interfaces.desk.recovery.period import Period
from slovo.interfaces.desk.recovery.said import NAMES
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


@dataclass(frozen=True, slots=True)
class Row:
    complaint: Complaint
    due: str
    done: str
    words: str
    is_kept: bool


@require_safe
@for_desk()
def show(request: HttpRequest, step: str) -> HttpResponse:
    """`law`: only those under this one; `missed`: only those out of their limit."""
    if step not in STEPS:
        raise Http404
    voice, asked = Voice.here(clock.now()), STEPS[step]
    period = Period.read(request.GET.get("period", ""), voice.now, voice.language)
    found = received(reader(request), period.since, period.until)
    rows = asked.rows(found, voice.now).select_related("person")
    law = LegalLimit.objects.filter(pk=number(request.GET.get("law", ""))).first()
    if law:
        rows = rows.filter(legal_limit=law)
    part = slice_of(rows, "-received_at", request.GET.get("after", ""))
    context = {
        "name": NAMES[step],
        "period": period,
        "law": law,
        "rows": [_row(complaint, asked, voice) for complaint in part.rows],
        "after": part.after,
    }
    return render(request, "desk/recovery/times.html", context)


def _row(complaint: Complaint, step: Step, voice: Voice) -> Row:
    due: datetime = getattr(complaint, step.due)
    done: datetime | None = getattr(complaint, step.done)
    is_kept = done is not None and done <= due
    if is_kept:
        words = _("in time")
    else:
        words = _("late by %(span)s") % {"span": voice.span((done or voice.now) - due)}
    said = voice.full(done) if done else _("not yet")
    return Row(complaint, voice.full(due), said, words, is_kept)
