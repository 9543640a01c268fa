"""The client hears of it, is told a date, reads that it is right, and says so himself."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from slovo.domain.mistakes.actions.admitting import admit_mistake, plan_correction
from slovo.domain.mistakes.actions.correcting import correct_mistake, note_verification
from slovo.domain.mistakes.models import Mistake
from slovo.domain.mistakes.wordings import text_for
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.mistakes.doors import form_page, load_mistake
from slovo.interfaces.desk.mistakes.forms import AdmitForm, CorrectForm, PlanForm, VerifyForm
from slovo.interfaces.desk.verbs import UNDO
from slovo.lib import clock


@for_desk("admit_mistake")
def admit(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake, user, at = load_mistake(request, mistake_id), reader(request), clock.now()
    first = {
        **_first(mistake),
        "facts": mistake.facts or mistake.text,
        "apology": mistake.apology or text_for("apology", mistake.case),
        "ways": "\n".join(mistake.ways),
    }
    sides = {
        "may_override": user.may("promise_beyond_capacity"),
        "is_planned": bool(mistake.plan_at),
    }
    return form_page(
        request,
        mistake,
        AdmitForm(typed(request), initial=first, **sides),
        lambda **said: admit_mistake(mistake, **said, send_at=at + UNDO, by=user, at=at),
        title=_("Tell the client"),
        lede=_("What happened, that we are sorry, and by when it is right. No excuses, no blame."),
        button=_("Send it"),
        done=_("The letter leaves in a moment."),
    )


@for_desk("admit_mistake")
def plan(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake, user, at = load_mistake(request, mistake_id), reader(request), clock.now()
    may = user.may("promise_beyond_capacity")
    return form_page(
        request,
        mistake,
        PlanForm(typed(request), initial=_first(mistake), may_override=may),
        lambda **said: plan_correction(mistake, **said, send_at=at + UNDO, by=user, at=at),
        title=_("Promise a date"),
        lede=_("The client is told how and by when it is right."),
        button=_("Send it"),
        done=_("The letter leaves in a moment."),
    )


@for_desk("correct_mistake")
def correct(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    return form_page(
        request,
        mistake,
        CorrectForm(typed(request), initial={"done": mistake.correction}),
        lambda **said: correct_mistake(mistake, **said, by=reader(request), at=clock.now()),
        title=_("It is put right"),
        lede=_("The client is asked whether it is right now. Only that answer closes it."),
        button=_("Ask the client"),
        done=_("The client is asked."),
    )


@for_desk("verify_correction")
def verify(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    return form_page(
        request,
        mistake,
        VerifyForm(typed(request)),
        lambda **said: note_verification(mistake, **said, by=reader(request), at=clock.now()),
        title=_("Write down what the client said"),
        lede=_("Is it right now? With a no it starts anew, and the principal knows at once."),
        button=_("Keep it"),
        done=_("The answer is kept."),
    )


def _first(mistake: Mistake) -> dict[str, Any]:
    """A letter with a date ahead; the next word by the rule of the client's class."""
    case, now = mistake.case, clock.now()
    word_at = case.service_class.next_word_after(now, case.pace)
    due_at = mistake.plan_by if mistake.plan_by > now else now + timedelta(days=1)
    return {"correction": mistake.correction, "next_word_at": word_at, "due_at": due_at}
