"""One case: who, since when, what was said, what may be done."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from slovo.domain.cases.actions.answering import WordBeyondSilence
from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.owed import owed_at
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import DatesUndecided
from slovo.domain.staff.levels import CHOSEN
from slovo.domain.staff.models import User
from slovo.interfaces.desk.complaints.marks import mark_displeased
from slovo.interfaces.desk.composer import composer_of
from slovo.interfaces.desk.dates.marks import Refused, marks_of_page
from slovo.interfaces.desk.doors import for_desk, is_for, load_case, raise_unseen, reader
from slovo.interfaces.desk.dossier import dossier_of, other_cases
from slovo.interfaces.desk.entries import talk_of
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.long_strip import long_strip
from slovo.interfaces.desk.mistakes.rows import open_rows as mistakes_of
from slovo.interfaces.desk.obstacles import words_of
from slovo.interfaces.desk.promises.days import look_of
from slovo.interfaces.desk.promises.panel import keepable_by_letter, panel_of
from slovo.interfaces.desk.relations.hint import hint_of
from slovo.interfaces.desk.remembered import moments_of
from slovo.interfaces.desk.repeats import repeats_of
from slovo.interfaces.desk.rhythm.feeling import asked_after
from slovo.interfaces.desk.risks.rows import open_rows
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.timeline import timeline_of
from slovo.lib import clock, silence
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import first, join

PREVIEW_ENTRIES = 6
PARTS = ("handler", "answerer", "deputy", "principal")
_USERS = PreparedModels(User, lambda ids: User.objects.filter(pk__in=ids))


def case_for_page(request: HttpRequest, number: int) -> Case:
    """The case with all its people, if this colleague may see it."""
    user = reader(request)
    case = first(Case, number=number) if user.may("see_cases") else None
    if case is None or not case.is_shown_to(user):
        raise_unseen(request, number)
    if case.level:
        note_reading(case, by=user, at=clock.now())
    join(case, "person", "organisation", "service_class")
    join(case.service_class, "calendar")
    ids = {getattr(case, f"{part}_id") for part in PARTS} - {None}
    users = {user.pk: user for user in _USERS(ids=list(ids))}
    for part in PARTS:
        setattr(case, part, users.get(getattr(case, f"{part}_id")))
    return case


@for_desk()
def show(request: HttpRequest, number: int) -> HttpResponse:
    case = case_for_page(request, number)
    if is_for(request, "preview"):
        return render(request, "desk/cases/preview.html", preview_of(request, case))
    return render(request, "desk/cases/show.html", page_of(request, case))


@for_desk()
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    case = load_case(request, number)
    voice = Voice.here(clock.now())
    moments = [(each, voice.full(each.at)) for each in timeline_of(case)]
    part = "#moments" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/cases/timeline.html{part}", {"case": case, "moments": moments})


def refused(request: HttpRequest, case: Case, refusal: Refusal) -> HttpResponse:
    """The page again, with what was typed and why it was not done."""
    fresh = case_for_page(request, case.number)
    context = page_of(request, fresh, refusal)
    return render(request, "desk/cases/show.html", context, status=422)


def page_of(request: HttpRequest, case: Case, refusal: Refusal | None = None) -> dict[str, Any]:
    user, voice = reader(request), Voice.here(clock.now())
    last = last_event_id()
    join(case, "engagement")
    others = other_cases(case, user)
    rows = Rows([case, *others], user, voice)
    talk = talk_of(case, user, voice, whole="all" in request.GET)
    typed = request.POST if refusal else None
    mark_displeased(talk.entries, case, user)
    composer = composer_of(case, user, voice, typed, limit_in(refusal))
    word_at = composer.picks[0]
    promised = panel_of(case, voice)
    refused_date = Refused(typed, refusal) if typed and refusal else None
    return {
        **head_of(case, rows, voice),
        "talk": talk,
        "composer": composer,
        "marks": marks_of_page(case, user, voice, composer, refused_date),
        "repeats": repeats_of(case, user, voice, composer.written),
        "asks_dates": request.path if isinstance(refusal, DatesUndecided) else "",
        "leaves_dates": bool(typed and typed.get("leaves_dates")),
        "still_at": word_at.value,
        "still_words": word_at.words,
        "dossier": dossier_of(case, rows, others, user, voice),
        "promised": promised,
        "risks": open_rows(case, user, voice),
        "mistakes": mistakes_of(case, user, voice),
        "complaint": first(Complaint, case_id=case.pk) if case.level else None,
        "keepable": keepable_by_letter(promised, case),
        "kept": request.POST.getlist("keeps") if refusal else [],
        "why": words_of(refusal) if refusal else "",
        **moments_of(case.person, user, voice),
        "hint": hint_of(case),
        "felt": asked_after(request, case.person, voice),
        "levels": CHOSEN,
        "typed_level": request.POST.get("level", "") if refusal else "",
        "last": last,
        "is_leaving": any(entry.is_leaving for entry in talk.entries),
        "undo_seconds": settings.UNDO_SECONDS,
        "may_answer": user.may("answer_case") and case.state != State.CLOSED,
        "may_assign": user.may("assign_case"),
    }


def limit_in(refusal: Refusal | None) -> datetime | None:
    return refusal.limit if isinstance(refusal, WordBeyondSilence) else None


def preview_of(request: HttpRequest, case: Case) -> dict[str, Any]:
    user, voice = reader(request), Voice.here(clock.now())
    rows = Rows([case], user, voice)
    talk = talk_of(case, user, voice)
    entries = talk.entries[-PREVIEW_ENTRIES:]
    return {**head_of(case, rows, voice), "entries": entries, "may_answer": case.is_open}


def head_of(case: Case, rows: Rows, voice: Voice) -> dict[str, Any]:
    """Who handles, who answers, when the next word comes, how long he was in the dark."""
    stamps = rows.stamps.get(case.pk, [])
    story = silence.Story.of(stamps, voice.now)
    until = min(case.closed_at or voice.now, voice.now)
    due, _due_at, look, why = rows.due(case, "")
    told_at = owed_at(case)
    return {
        "case": case,
        "url": reverse("case-show", args=[case.ref]),
        "handler": rows.name_of(case.handler),
        "answerer": rows.name_of(case.answerer),
        "is_one": case.handler_id == case.answerer_id,
        "word_look": word_look(case, voice.now),
        "word": voice.by(case.next_word_at) if case.is_open and case.next_word_at else "",
        "state": due if not case.is_open else "",
        "late": f"{due}, {why}" if look == "late" else "",
        "is_dark": told_at is not None and told_at <= voice.now,
        "dark": voice.span(silence.total_dark(stamps, until) + unstamped(case, story, voice.now)),
        "days": voice.span(until - case.opened_at),
        **long_strip(case, story, rows, voice),
    }


def unstamped(case: Case, story: silence.Story, now: datetime) -> timedelta:
    """The darkness now that no stamp tells of: a word was owed before he heard of one."""
    since = owed_at(case)
    until = story.dark_since(now) or now
    return until - since if since and since < until else timedelta()


def word_look(case: Case, now: datetime) -> str:
    if not case.is_open or case.next_word_at is None:
        return ""
    return look_of(case.next_word_at, now)
