"""A team called to a case: who answers now, when it is there again, and who is called in."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.calls.actions.teams import approve_call_in, ask_call_in, call_team
from slovo.domain.calls.models import CallIn
from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Team, User
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.duty.rows import next_words
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal


class TeamCall(forms.Form):
    team = forms.ModelChoiceField(
        label=gettext_lazy("Which team"),
        queryset=Team.objects.filter(closed_at=None),
        empty_label=gettext_lazy("Choose a team"),
    )
    why = forms.CharField(label=gettext_lazy("What you need them for"), max_length=300)


class Members(forms.Form):
    members = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who is called in"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )


@for_desk("call_team")
def make(request: HttpRequest, number: int) -> HttpResponse:
    case, by = load_case(request, number), reader(request)
    form = TeamCall(typed(request))
    call = ask(form, lambda **said: call_team(case, **said, by=by, at=clock.now()))
    if call:
        say(request, _("Whoever is on duty there is told now."))
        return redirect("team-call", call.pk)
    return show(request, "desk/calls/team.html", form, {"case": case})


@for_desk("call_team")
def one(request: HttpRequest, callin_id: int) -> HttpResponse:
    """Asking to call them in, and a principal's yes, are one button each."""
    user, at = reader(request), clock.now()
    cases = Case.objects.visible_to(user)
    related = ("case", "team", "answers", "approved_by", "asked_by")
    rows = CallIn.objects.filter(case__in=cases).select_related(*related)
    call = get_object_or_404(rows, pk=callin_id)
    is_wanted = request.method == "POST" and request.POST.get("do") == "ask"
    form = Members(None if is_wanted else typed(request))
    members = call.team.members.filter(left_at=None).order_by("full_name")
    form.fields["members"].queryset = members  # type: ignore[attr-defined]
    if is_wanted:
        return _asked(request, call)
    if ask(form, lambda members: approve_call_in(call, members=members, by=user, at=at)):
        say(request, _("They are called in now."))
        return redirect("team-call", call.pk)
    return show(request, "desk/calls/team_call.html", form, _context(call, user, Voice.here(at)))


def _asked(request: HttpRequest, call: CallIn) -> HttpResponse:
    try:
        ask_call_in(call, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, _("A principal is asked now."))
    return redirect("team-call", call.pk)


def _context(call: CallIn, user: User, voice: Voice) -> dict[str, Any]:
    is_closed = call.opens_at is not None and call.opens_at > voice.now
    return {
        "call": call,
        "is_closed": is_closed,
        "opens": next_words(call.opens_at, voice) if is_closed else "",
        "is_open_question": is_closed and call.approved_at is None,
        "may_approve": user.may("approve_call_in"),
        "when": voice.full(call.asked_at),
    }
