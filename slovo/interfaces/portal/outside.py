"""The page of a named person outside the firm: one complaint, from its words to its end."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from slovo.domain.cases.models import Attachment
from slovo.domain.cases.ways import is_written_to
from slovo.domain.complaints.actions.answering import answer_complaint
from slovo.domain.complaints.actions.assessing import assess_complaint
from slovo.domain.complaints.actions.causes import find_cause
from slovo.domain.complaints.actions.ending import close_complaint, correct_complaint, learn_lesson
from slovo.domain.complaints.actions.inquiring import begin_inquiry, tick_evidence
from slovo.domain.complaints.actions.measures import take_measure
from slovo.domain.complaints.actions.outside import renew_outside_link
from slovo.domain.complaints.actions.progressing import tell_progress
from slovo.domain.complaints.actions.telling_answers import tell_answer
from slovo.domain.complaints.chronology import Moment, chronology_of
from slovo.domain.complaints.gaps import before_answer, before_closing, last_finding
from slovo.domain.complaints.models import Complaint, Fact, OutsideDoor, Outsider
from slovo.domain.complaints.outside import door_of
from slovo.domain.complaints.papers import documents_of
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.portal import outside_forms as forms
from slovo.interfaces.portal.doors import lost, say_too_fast, unseen
from slovo.lib import clock, moments
from slovo.lib.sums import money
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.downloads import download
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 60, 600
Does = Callable[..., object]


class Step(NamedTuple):
    """One form of the page: its name in the address bar, its words, and the verb behind it."""

    name: str
    title: Any
    button: Any
    form: type[forms.OutsideForm]
    does: Does


def _look(complaint: Complaint, by: Outsider, at: datetime, **states: str) -> None:
    for one in complaint.evidence.order_by("place", "pk"):
        tick_evidence(
            one, state=states[f"state_{one.pk}"], note=one.note, link=one.link, by=by, at=at
        )


def _end(complaint: Complaint, by: Outsider, at: datetime, lesson: str) -> None:
    """What the answer names is with the client by now: he says so by ending it."""
    learn_lesson(complaint, lesson=lesson, by=by, at=at)
    if last_finding(complaint) and complaint.corrected_at is None:
        correct_complaint(complaint, by=by, at=at)
    close_complaint(complaint, by=by, at=at)


STEPS = (
    Step("assess", _("First assessment"), _("Keep it"), forms.Assessed, assess_complaint),
    Step("word", _("A word to the client"), _("Send it"), forms.Progress, tell_progress),
    Step("topic", _("What it is about"), _("Lay out the proofs"), forms.Begun, begin_inquiry),
    Step("proofs", _("The proofs"), _("Keep it"), forms.Looked, _look),
    Step("cause", _("What it really was"), _("Keep it"), forms.Found, find_cause),
    Step("answer", _("Your decision"), _("Send the answer"), forms.Decided, answer_complaint),
    Step("told", _("Answered by voice"), _("Keep the answer"), forms.Spoken, tell_answer),
    Step("measure", _("What is changed"), _("Keep it"), forms.Changed, take_measure),
    Step("end", _("The end"), _("Close it"), forms.Ended, _end),
    Step("link", _("Your link"), _("Send me a new one"), forms.OutsideForm, renew_outside_link),
)
ALWAYS = ("word", "link")  # may be done at any time, and is never the next thing to do


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """The link is the secret, so no cookie and no CSRF token is needed. Looking changes nothing."""
    door = door_of(token)
    with reading(request, door.user.language if door else "") as language:
        if door is None:
            response = lost(request)
        else:
            with timezone.override(door.user.zone):
                response = _answer(request, token, door)
    response["Content-Language"] = language
    remember(request, response, f"/outside/{token}/")
    return unseen(response)


def _answer(request: HttpRequest, token: str, door: OutsideDoor) -> HttpResponse:
    if request.method != "POST":
        return _page(request, token, door)
    if is_too_fast("outside", f"{token} {visitor(request)}", limit=POSTS, seconds=SECONDS):
        return say_too_fast(request)
    step = next((each for each in STEPS if each.name == request.POST.get("step")), None)
    if step is None:
        return _page(request, token, door)
    form = step.form(door.complaint, request.POST, prefix=step.name)
    if form.is_valid() and _done(step, form, door):
        if step.name == "link":
            return render(request, "portal/outside_renewed.html", {"complaint": door.complaint})
        return redirect(f"/outside/{token}/#{step.name}")
    return _page(request, token, door, form)


def _done(step: Step, form: forms.OutsideForm, door: OutsideDoor) -> bool:
    try:
        with transaction.atomic():
            step.does(door.complaint, **form.cleaned_data, by=door.user, at=clock.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(
    request: HttpRequest, token: str, door: OutsideDoor, bound: forms.OutsideForm | None = None
) -> HttpResponse:
    complaint = door.complaint
    shown = [
        (step, bound if bound and isinstance(bound, step.form) else _blank(step, complaint))
        for step in _open_steps(complaint)
    ]
    context = {
        "token": token,
        "complaint": complaint,
        "dues": _dues(complaint, door.user, request.LANGUAGE_CODE),
        "owner": door.user,
        "moments": [
            _told(each, request.LANGUAGE_CODE) for each in chronology_of(complaint, door.user)
        ],
        "papers": documents_of(complaint, door.user).order_by("kind", "pk"),
        "files": _letter_files(complaint).order_by("pk"),
        "steps": shown,
        "next_step": _next_step(complaint),
        "proofs": complaint.evidence.exclude(file="").order_by("place", "pk"),
        "findings": complaint.findings.filter(withdrawn_at=None).order_by("pk"),
        "missing": before_answer(complaint) if complaint.decided_at is None else [],
        "left": before_closing(complaint) if complaint.decided_at else [],
        "languages": others(request.LANGUAGE_CODE),
    }
    return render(request, "portal/outside.html", context, status=422 if bound else 200)


def _dues(complaint: Complaint, owner: Outsider, language: str) -> list[tuple[Any, str]]:
    """What is due from him, by when, by the clock of the firm."""
    if complaint.closed_at or complaint.decided_at:
        return []
    dues = [
        (_("Assessment by"), None if complaint.assessed_at else complaint.assess_by),
        (_("Next word by"), complaint.progress_at),
        (_("Our answer by"), complaint.limit_at),
    ]
    return [(name, moments.by_words(due, owner.zone, language)) for name, due in dues if due]


def _blank(step: Step, complaint: Complaint) -> forms.OutsideForm:
    known = {name: getattr(complaint, name, None) for name in step.form.base_fields}
    return step.form(complaint, prefix=step.name, initial=known)


def _open_steps(complaint: Complaint) -> list[Step]:
    if complaint.closed_at:
        return [step for step in STEPS if step.name == "link"]
    is_begun = hasattr(complaint, "inquiry")
    is_owed = complaint.decided_at is None or complaint.rejected_at is not None
    is_reached = is_written_to(complaint.person)
    after = {"measure": is_begun, "end": complaint.decided_at is not None}
    answers = {"answer": is_owed and is_reached, "told": is_owed and not is_reached}
    open_now = {"proofs": is_begun, "cause": is_begun and is_owed, **answers, **after}
    return [step for step in STEPS if open_now.get(step.name, True)]


def _next_step(complaint: Complaint) -> str:
    """The one that stands open; a word to the client may be sent at any time."""
    is_begun = hasattr(complaint, "inquiry")
    done = {
        "assess": complaint.assessed_at is not None,
        **dict.fromkeys(ALWAYS, True),
        "topic": is_begun,
        "proofs": not complaint.evidence.filter(state="").exists(),
        "cause": complaint.real_cause_id is not None,
        "measure": complaint.measures.exists(),
    }
    names = (step.name for step in _open_steps(complaint) if not done.get(step.name))
    return next(names, "")


class Told(NamedTuple):
    """One thing that happened; the whole text of a letter."""

    at: datetime
    what: Any
    text: str
    fact: Fact | None


WHAT = {
    "letter_in": _("Letter from the client"),
    "letter_out": _("Letter to the client"),
    "said": _("A talk with the client"),
    "note": _("Note"),
    "talk": _("A talk with the client"),
    "promised": _("Promised"),
    "ended": _("A promise ended"),
    "complaint": _("The client complained"),
    "fact": _("A fact added by hand"),
    "scope_asked": _("A change of scope was asked for"),
    "scope_answered": _("The client answered it"),
    "missed_call": _("The client phoned, and nobody answered"),
    "called_back": _("We called back"),
    "invoice": _("An invoice was issued"),
    "paid": _("A payment came"),
    "time": _("Time was written down"),
    "stage": _("A stage began"),
}


def _told(moment: Moment, language: str) -> Told:
    row = moment.row
    says = SAYS.get(moment.kind)
    text = says(row, language) if says else getattr(row, "text", "")
    fact = row if moment.kind == "fact" and row.file else None
    return Told(moment.at, WHAT.get(moment.kind, _("Work")), text, fact)


def _invoice(invoice: Any, language: str) -> str:
    """Number, lines and sums."""

    def sum_(amount: Any) -> str:
        return money(amount, invoice.currency, language)

    account = invoice.account
    totals = (
        (_("Sum"), account.lines),
        (_("Credited"), account.credited),
        (_("Paid"), account.paid),
        (_("Still owed"), invoice.owed),
    )
    lines = [f"{line.text}: {sum_(line.amount)}" for line in invoice.live_lines]
    return "\n".join([invoice.number, *lines, *(f"{name}: {sum_(each)}" for name, each in totals)])


def _paid(payment: Any, language: str) -> str:
    return f"{money(payment.amount, payment.invoice.currency, language)} · {payment.invoice.number}"


def _time(entry: Any, language: str) -> str:
    return f"{moments.span(entry.minutes * 60, language)}, {entry.user.full_name}: {entry.note}"


SAYS: dict[str, Callable[[Any, str], str]] = {
    "complaint": lambda row, _language: row.stated,
    "stage": lambda row, _language: row.name,
    "invoice": _invoice,
    "paid": _paid,
    "time": _time,
}


def _letter_files(complaint: Complaint) -> Any:
    return Attachment.objects.filter(message__case=complaint.case_id)


Files = Callable[[OutsideDoor], Any]


def file_behind(files: Files) -> Callable[..., HttpResponse]:
    """A download of this complaint alone, while the door is open."""

    @require_safe
    def view(request: HttpRequest, token: str, file_id: int) -> HttpResponse:
        door = door_of(token)
        if door is None:
            return unseen(lost(request))
        found = files(door).filter(pk=file_id).first()
        if found is None:
            raise Http404
        return unseen(download(found.file, found.name))

    return view


letter_file = file_behind(lambda door: _letter_files(door.complaint))
proof_file = file_behind(lambda door: door.complaint.evidence.exclude(file=""))
fact_file = file_behind(lambda door: door.complaint.facts.standing().exclude(file=""))
paper_file = file_behind(lambda door: documents_of(door.complaint, door.user))
