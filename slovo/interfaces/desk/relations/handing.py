"""All that a colleague holds for clients, on one screen, and whom they were introduced to."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from slovo.domain.cases.leaving import gates_of
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import Person
from slovo.domain.duty.actions.passing import pass_duties
from slovo.domain.duty.actions.shifts import RestTooShort
from slovo.domain.duty.rota import ahead_of, running_of
from slovo.domain.duty.wordings import when_of
from slovo.domain.handovers.actions.introducing import (
    SuccessorRefused,
    Told,
    introduce_stand_in,
    introduce_successor,
)
from slovo.domain.handovers.holdings import Holding, holdings_of
from slovo.domain.handovers.models import How, Introduction
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Team, User
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.bonds import HolderForm
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.duty.patterns import pattern_words
from slovo.interfaces.desk.fields import ColleagueField
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal


class IntroductionForm(forms.Form):
    """Who follows, for how long, and how the clients came to know it."""

    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose the clients who were introduced.")},
    )
    to = ColleagueField(label=_("Who follows"), empty_label=_("Choose a colleague"))
    first_day = DateField(
        label=_("Stands in from"),
        required=False,
        help_text=_("For an absence. Leave both days empty when it is for good."),
    )
    last_day = DateField(label=_("Stands in until"), required=False)
    introduced_at = Moment(label=_("When the client was told"))
    how = forms.ChoiceField(label=_("How"), choices=How.choices)
    words = forms.CharField(
        label=_("What was said"),
        max_length=1000,
        widget=writing(2),
        help_text=_("And what the client said to it."),
    )
    brief = forms.CharField(
        label=_("Three lines for your colleague"),
        max_length=2000,
        widget=writing(4),
        help_text=_("What the client wants. What the client fears. What we promised."),
    )

    def __init__(self, *args: Any, of: User, held: list[Holding], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["people"]
        field.queryset = Person.objects.filter(pk__in=[each.person.pk for each in held])
        to: Any = self.fields["to"]
        to.queryset = to.queryset.exclude(pk=of.pk)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.pop("first_day", None), said.pop("last_day", None)
        if bool(first) != bool(last):
            self.add_error("last_day", _("Say both days, or neither."))
        names = ("introduced_at", "how", "words", "brief")
        told = {name: said.pop(name, None) for name in names}
        return {**said, "days": (first, last), "told": told}


@for_desk("introduce_successor")
def hand_over(request: HttpRequest, user_id: int) -> HttpResponse:
    of = get_object_or_404(User, pk=user_id)
    held = holdings_of(of)
    form = IntroductionForm(typed(request), initial=first_words(request), of=of, held=held)
    made = ask(form, lambda **said: introduced(request, of, **said))
    if made is None:
        context = context_of(of, held, form, reader(request))
        return show(request, "desk/relations/handing.html", form, context)
    words = ngettext(
        "%(count)s client knows %(name)s.", "%(count)s clients know %(name)s.", len(made)
    )
    say(request, words % {"count": len(made), "name": made[0].to.full_name})
    return redirect("colleague-hand-over", user_id)


def introduced(
    request: HttpRequest, of: User, *, people: Any, to: User, days: Any, told: Any
) -> list[Introduction]:
    chosen, by, at = list(people), reader(request), clock.now()
    said = Told(**told)
    if days[0] is None:
        return introduce_successor(chosen, of=of, to=to, told=said, by=by, at=at)
    return introduce_stand_in(chosen, of=of, to=to, days=days, told=said, by=by, at=at)


def first_words(request: HttpRequest) -> dict[str, Any]:
    given = {name: request.GET.get(name, "") for name in ("first_day", "last_day")}
    return {**given, "introduced_at": clock.now(), "people": request.GET.getlist("person")}


def context_of(of: User, held: list[Holding], form: IntroductionForm, user: User) -> dict[str, Any]:
    chosen = set(map(str, form["people"].value() or ()))
    known = Introduction.objects.filter(of=of).select_related("person", "to")
    recent = known.order_by("-made_at", "-pk")[:50]
    covers = {row.person_id: row for row in reversed(recent) if not row.is_for_good}
    rows = [
        (each, each.words(user), covers.get(each.person.pk), str(each.person.pk) in chosen)
        for each in held
    ]
    return {
        "colleague": of,
        "rows": rows,
        "recent": [row for row in recent if row.is_for_good],
        "gates": list(gates_of(of)),
        "rota": rota_of(of, user),
    }


def rota_of(of: User, user: User) -> dict[str, Any]:
    """His duties to come, team by team, each with those who could take them."""
    now = clock.now()
    lines: dict[Team, list[str]] = {}
    for pattern in running_of(of, now):
        lines.setdefault(pattern.team, []).append(pattern_words(pattern))
    voice = Voice.here(now)
    for shift in ahead_of(of, now):
        words = when_of(shift, voice.zone, voice.language)
        lines.setdefault(shift.team, []).append(words)
    others = {team: team.members.filter(left_at=None).exclude(pk=of.pk) for team in lines}
    teams = [(team, said, others[team].order_by("full_name")) for team, said in lines.items()]
    return {
        "teams": teams,
        "may_plan": user.may("save_rota"),
        "may_insist": user.may("shorten_rest"),
    }


@require_POST
@for_desk("save_rota")
def pass_rota(request: HttpRequest, user_id: int, team_id: int) -> HttpResponse:
    """All duties of one team at once; a principal may let the rest be short."""
    of, team = get_object_or_404(User, pk=user_id), get_object_or_404(Team, pk=team_id)
    user, key = reader(request), request.POST.get("to", "")
    to = team.members.filter(left_at=None, pk=key if key.isdecimal() else 0).first()
    is_override, at = "is_override" in request.POST, clock.now()
    try:
        if to is None:
            raise SuccessorRefused(__("Choose a colleague of this team."))
        passed = pass_duties(team, of=of, to=to, is_override=is_override, by=user, at=at)
    except RestTooShort as tired:
        held = holdings_of(of)
        form = IntroductionForm(initial=first_words(request), of=of, held=held)
        context = {**context_of(of, held, form, user), "form": form}
        context["tired"] = {"team": team, "to": to, "words": str(tired)}
        return render(request, "desk/relations/handing.html", context, status=422)
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        words = ngettext(
            "%(count)s duty is taken by %(name)s.",
            "%(count)s duties are taken by %(name)s.",
            passed,
        )
        say(request, words % {"count": passed, "name": to.full_name})
    return redirect("colleague-hand-over", user_id)


@require_POST
@for_desk("hold_relationship")
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = load_person(request, pk), HolderForm(request.POST)
    by, at = reader(request), clock.now()
    held = ask(form, lambda user: hold_relationship(person, user=user, by=by, at=at))
    if held is None:
        return show(request, "desk/relations/holder.html", form, {"person": person})
    names = {"person": person.full_name, "name": held.user.full_name}
    say(request, __("%(person)s has %(name)s here.") % names)
    return redirect("person-show", pk)
