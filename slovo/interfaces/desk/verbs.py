"""What a colleague does in a case by one press: write, tell, take back, end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slovo.domain.access.actions.links import revoke_link
from slovo.domain.access.models import ClientLink
from slovo.domain.cases.actions.answering import (
    note_case,
    still_on_it,
    undo_answer,
)
from slovo.domain.cases.actions.reopening import reopen_case
from slovo.domain.cases.models import Case, Draft, Message
from slovo.domain.delivery.questions import question_of
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import send_answer
from slovo.interfaces.desk.case_page import refused
from slovo.interfaces.desk.doors import View, back_to, for_desk, load_case, reader
from slovo.interfaces.desk.forms import Writing, moment_of, said
from slovo.interfaces.desk.promises.forms import kept_by
from slovo.interfaces.desk.uploads import files_of
from slovo.lib import clock
from slovo.web.toasts import say

UNDO = timedelta(seconds=settings.UNDO_SECONDS)
CaseView = Callable[..., HttpResponse]


def verb(view: CaseView) -> View:
    """A POST that does one thing to one case; a refusal shows the case again as it was typed.

    Looking at the address of a refusal, after signing in or a change of language, shows the case.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_desk()
    @wraps(view)
    def door(request: HttpRequest, number: int, **path: Any) -> HttpResponse:
        case = load_case(request, number)
        if request.method != "POST":
            return redirect("case-show", case.ref)
        try:
            return view(request, case, **path)
        except Refusal as refusal:
            return refused(request, case, refusal)

    return door


@verb
def answer(request: HttpRequest, case: Case) -> HttpResponse:
    typed = said(Writing(request.POST))
    sides = {side: typed[side] for side in ("next_word_at", "question", "insists")}
    return write(request, case, typed, **sides)


def write(request: HttpRequest, case: Case, typed: dict[str, Any], **sides: Any) -> HttpResponse:
    at = clock.now()
    message = send_answer(
        case,
        html=typed["html"],
        leaves_dates=typed["leaves_dates"],
        keeps=kept_by(case, request.POST.getlist("keeps")),
        way=typed["way"],
        files=files_of(request),
        draft=_draft(request, case),
        seen_through=typed["seen_through"],
        send_at=at + UNDO,
        by=reader(request),
        at=at,
        **sides,
    )
    return sent(request, case, message)


@verb
def note(request: HttpRequest, case: Case) -> HttpResponse:
    typed = said(Writing(request.POST))
    sides = {side: typed[side] for side in ("html", "level", "seen_through")}
    note_case(case, files=files_of(request), **sides, by=reader(request), at=clock.now())
    say(request, _("The note is written. The client does not see it."))
    return back_to(request, reverse("case-show", args=[case.ref]))


@verb
def still(request: HttpRequest, case: Case) -> HttpResponse:
    at = clock.now()
    word_at = moment_of(request.POST.get("next_word_at", ""))
    message = still_on_it(
        case, next_word_at=_ahead(word_at, at), send_at=at + UNDO, by=reader(request), at=at
    )
    return sent(request, case, message)


@verb
def solve(request: HttpRequest, case: Case) -> HttpResponse:
    return write(request, case, said(Writing(request.POST)), solves=True)


@verb
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    reopen_case(case, by=reader(request), at=clock.now())
    say(request, _("The case is open again. The client expects your next word."))
    return redirect("case-show", case.ref)


@verb
def undo(request: HttpRequest, case: Case, message_id: int) -> HttpResponse:
    message = Message.objects.select_related("case", "delivery").filter(case=case, pk=message_id)
    found = message.first()
    if found is None:
        raise Http404
    undo_answer(found, by=reader(request), at=clock.now())
    say(request, _("The letter did not leave. It is a draft again."))
    return redirect(reverse("case-show", args=[case.ref]) + "#write")


@verb
def unlink(request: HttpRequest, case: Case) -> HttpResponse:
    """The links to the case; with `subject` the one to a question asked in it."""
    subject = request.POST.get("subject") or f"case:{case.pk}"
    asked = question_of(subject, case.person)
    if subject != f"case:{case.pk}" and (asked is None or asked.case_id != case.pk):
        raise Http404
    links = ClientLink.objects.filter(subject=subject, revoked_at=None)
    for link in links:
        revoke_link(link, by=reader(request), at=clock.now())
    say(request, _("The old link opens nothing any more. The next letter carries a new one."))
    return back_to(request, reverse("case-show", args=[case.ref]))


def sent(request: HttpRequest, case: Case, message: Message) -> HttpResponse:
    """Say that the letter leaves, and how to take it back."""
    name = case.person.full_name
    say(
        request,
        _("The letter to %(name)s leaves in a moment.") % {"name": name},
        undo_url=reverse("case-undo", args=[case.ref, message.pk]),
        seconds=settings.UNDO_SECONDS,
    )
    return back_to(request, reverse("case-show", args=[case.ref]))


def _draft(request: HttpRequest, case: Case) -> Draft | None:
    return Draft.objects.filter(user=reader(request), case=case).first()


def _ahead(moment: datetime | None, at: datetime) -> datetime | None:
    """The time on the button, unless the page lay open until it passed."""
    return moment if moment and moment > at else None
