"""Verbs that need a word before they are done: a page each, a dialog where there is script."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.cases.actions.assigning import assign_case, hand_over_case
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.rating import confirm_person, rate_case, rename_case
from slovo.domain.cases.actions.waiting import wait_for_client
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.belonging import Belonging, initial_of
from slovo.interfaces.desk.case_page import limit_in
from slovo.interfaces.desk.composer import local
from slovo.interfaces.desk.doors import View, for_desk, load_case, reader
from slovo.interfaces.desk.forms import (
    Assignment,
    Handover,
    Name,
    Question,
    Reason,
    Severity,
)
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.obstacles import words_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.verbs import UNDO, sent
from slovo.lib import clock
from slovo.web.toasts import say

Did = HttpResponse | None
Does = Callable[[HttpRequest, Case, dict[str, Any]], Did]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a verb says: its name, its button, its form."""

    right: str
    title: Any
    button: Any
    form: type[forms.Form]
    initial: Callable[[Case], dict[str, Any]] = lambda _case: {}


def asking(asked: Asked) -> Callable[[Does], View]:
    """GET asks, POST does; what is refused is asked again with what was typed."""

    def wrap(does: Does) -> View:
        @for_desk(asked.right)
        def door(request: HttpRequest, number: int) -> HttpResponse:
            case = load_case(request, number, people())
            form = asked.form(typed(request), initial=asked.initial(case))
            limit = None
            if request.method == "POST" and form.is_valid():
                try:
                    done = does(request, case, form.cleaned_data)
                except Refusal as refusal:
                    form.add_error(None, words_of(refusal))
                    limit = limit_in(refusal)
                else:
                    return done or redirect("case-show", case.ref)
            return ask(request, case, asked, form, limit)

        return door

    return wrap


def people() -> CaseQuery:
    return Case.objects.with_people().select_related("service_class__calendar")


def ask(
    request: HttpRequest, case: Case, asked: Asked, form: forms.Form, limit: datetime | None
) -> HttpResponse:
    voice = Voice.here(clock.now())
    context = {
        "last": last_event_id(),
        "case": case,
        "form": form,
        "title": asked.title,
        "button": asked.button,
        "limit": {"local": local(limit, voice), "words": voice.by(limit)} if limit else None,
        "url": reverse("case-show", args=[case.ref]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/cases/verb.html", context, status=status)


@asking(
    Asked(
        "assign_case",
        gettext_lazy("Who handles, who answers"),
        gettext_lazy("Assign"),
        Assignment,
        lambda case: {"handler": case.handler_id, "answerer": case.answerer_id},
    )
)
def assign(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    assign_case(case, **words, by=reader(request), at=clock.now())
    say(request, _("%(name)s has the case now.") % {"name": words["handler"].full_name})
    return None


@asking(Asked("hand_over_case", gettext_lazy("Hand over"), gettext_lazy("Hand over"), Handover))
def hand_over(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    hand_over_case(case, **words, by=reader(request), at=clock.now())
    say(request, _("%(name)s has the case now.") % {"name": words["to"].full_name})
    return None


@asking(
    Asked(
        "wait_for_client", gettext_lazy("Ask and wait"), gettext_lazy("Send the question"), Question
    )
)
def wait(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    at = clock.now()
    message = wait_for_client(case, **words, send_at=at + UNDO, by=reader(request), at=at)
    return sent(request, case, message)


@asking(
    Asked(
        "confirm_person",
        gettext_lazy("Whose case is this?"),
        gettext_lazy("Keep"),
        Belonging,
        initial_of,
    )
)
def belong(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    person, organisation = words["whose"]
    by, at = reader(request), clock.now()
    confirm_person(case, person=person, organisation=organisation, by=by, at=at)
    say(request, _("The case is %(name)s’s now.") % {"name": person.full_name})
    return None


@asking(Asked("close_case", gettext_lazy("Close"), gettext_lazy("Close the case"), Reason))
def close(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    close_case(case, **words, by=reader(request), at=clock.now())
    say(request, _("The case is closed."))
    return None


@asking(
    Asked(
        "rate_case",
        gettext_lazy("How grave it is"),
        gettext_lazy("Keep"),
        Severity,
        lambda case: {
            "severity_client": case.severity_client,
            "severity_ours": case.severity_ours,
        },
    )
)
def rate(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    rate_case(case, **words, by=reader(request), at=clock.now())
    say(request, _("The severity is kept. The clocks run by it."))
    return None


@asking(
    Asked(
        "rename_case",
        gettext_lazy("What it is about"),
        gettext_lazy("Keep"),
        Name,
        lambda case: {"subject": case.subject},
    )
)
def rename(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    rename_case(case, **words, by=reader(request), at=clock.now())
    say(request, _("The subject is changed."))
    return None
