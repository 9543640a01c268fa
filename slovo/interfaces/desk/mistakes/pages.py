"""Mistakes of ours: the list, one of them, and what one press does about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.mistakes.actions.closing import answer_damage, close_mistake
from slovo.domain.mistakes.actions.opening import (
    drop_mistake,
    name_mistake,
    open_mistake,
    see_mistake,
)
from slovo.domain.mistakes.failures import earlier_similar
from slovo.domain.mistakes.models import ConductFlag, Failure, Mistake
from slovo.domain.risks.leading import is_leader
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.mistakes.doors import form_page, load_mistake, press
from slovo.interfaces.desk.mistakes.forms import NameForm, WhyForm
from slovo.interfaces.desk.mistakes.owed import owed_of
from slovo.interfaces.desk.mistakes.rows import asked_rows, mistake_row, steps_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

FILTERS = {
    "": _("Open"),
    "late": _("Late"),
    "closed": _("Closed"),
    "all": _("All"),
}


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    voice, chosen = Voice.here(clock.now()), request.GET.get("show", "")
    visible = Mistake.objects.visible_to(reader(request))
    kinds = {"late": visible.late(voice.now), "closed": visible.closed(), "all": visible}
    found = slice_of(
        kinds.get(chosen, visible.open()).whole(), "-discovered_at", request.GET.get("after", "")
    )
    context = {
        "rows": [mistake_row(mistake, voice) for mistake in found.rows],
        "after": found.after,
        "chosen": chosen,
        "tabs": list(FILTERS.items()),
        "flags": flags_of(reader(request)),
    }
    return render(request, "desk/mistakes/list.html", context)


def flags_of(user: User) -> list[ConductFlag]:
    """Letters called rude that a principal has not read; only for those who may decide."""
    if not user.may("review_conduct"):
        return []
    waiting = ConductFlag.objects.visible_to(user).waiting().order_by("review_by", "pk")
    return list(waiting.select_related("case__person", "message__author", "flagged_by", "person"))


@for_desk()
def show(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake, user = load_mistake(request, mistake_id), reader(request)
    return render(request, "desk/mistakes/show.html", page_of(mistake, user))


def page_of(mistake: Mistake, user: User) -> dict[str, Any]:
    voice = Voice.here(clock.now())
    failure = Failure.objects.standing().filter(subject=mistake.subject)
    noted = failure.select_related("case__person", "case__service_class__calendar").first()
    earlier = earlier_similar(noted) if noted else None
    return {
        "mistake": mistake,
        "case": mistake.case,
        "row": mistake_row(mistake, voice),
        "steps": steps_of(mistake, voice),
        "asked": asked_rows(mistake, voice),
        "earlier": earlier,
        "is_barred": earlier is not None and not user.has_role(Role.PRINCIPAL),
        "may_see": mistake.seen_at is None and is_leader(user, mistake.case),
        "may_drop": user.may("drop_mistake") and not mistake.closed_at,
        "may_close": mistake.step == "close",
        **owed_of(mistake, user, voice),
    }


@require_POST
@for_desk("open_mistake")
def open_in(request: HttpRequest, number: int) -> HttpResponse:
    """One press: from the case, one of its letters, a promise or bad news."""
    case = load_case(request, number, Case.objects.with_people().select_related("service_class"))
    origin: dict[str, Any] = {
        "promise": _row(request, "promise", case.promises),
        "message": _row(request, "message", case.messages),
        "risk": _row(request, "risk", case.risks),
    }
    is_his = "client" in request.POST
    user, at = reader(request), clock.now()
    mistake = open_mistake(case, **origin, is_found_by_client=is_his, by=user, at=at)
    say(request, __("The clock runs. Those who lead the case know of it now."))
    return redirect("mistake-show", mistake.pk)


def _row(request: HttpRequest, name: str, rows: Any) -> Any:
    key = request.POST.get(name, "")
    is_key = key.isdecimal() and len(key) < 19
    return get_object_or_404(rows, pk=int(key)) if is_key else None


@require_POST
@for_desk("see_mistake")
def see(request: HttpRequest, mistake_id: int) -> HttpResponse:
    see_mistake(load_mistake(request, mistake_id), by=reader(request), at=clock.now())
    return redirect("mistake-show", mistake_id)


@for_desk("open_mistake")
def name(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    first = {"text": mistake.text, "cause": mistake.cause_id}
    return form_page(
        request,
        mistake,
        NameForm(mistake, typed(request), initial=first),
        lambda **said: name_mistake(mistake, **said, by=reader(request), at=clock.now()),
        title=_("What went wrong, and why"),
        lede=_("The cause makes it comparable: the same again within 180 days is seen at once."),
        button=_("Keep it"),
        done=_("It is kept."),
    )


@require_POST
@for_desk("open_mistake")
def weigh(request: HttpRequest, mistake_id: int) -> HttpResponse:
    """Did the client lose anything?"""
    mistake, has_damage = load_mistake(request, mistake_id), request.POST.get("lost") == "yes"
    user, at = reader(request), clock.now()
    return press(
        request,
        mistake,
        lambda: answer_damage(mistake, has_damage=has_damage, by=user, at=at),
        done=__("The answer is kept."),
    )


@require_POST
@for_desk("close_mistake")
def close(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake, user = load_mistake(request, mistake_id), reader(request)
    return press(
        request,
        mistake,
        lambda: close_mistake(mistake, by=user, at=clock.now()),
        done=__("It is closed."),
    )


@for_desk("drop_mistake")
def drop(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    return form_page(
        request,
        mistake,
        WhyForm(typed(request)),
        lambda **said: drop_mistake(mistake, **said, by=reader(request), at=clock.now()),
        title=_("It is none of ours"),
        lede=_("It counts no more. What was written about it stays to be read."),
        button=_("Close it"),
        done=_("It is closed."),
    )
