"""Clients as people: the list, one person, and what is changed about him."""

from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.organisations import leave_organisation, stand_for_named
from slovo.domain.clients.actions.people import save_person, trust_address
from slovo.domain.clients.models import Person, Standing
from slovo.domain.courtesy.manners import House
from slovo.domain.loyalty.card import loyalty_of
from slovo.interfaces.desk.asking import ask, drawn, show, typed
from slovo.interfaces.desk.blackouts import DaysForm, days_context, roles_of, wrote
from slovo.interfaces.desk.bonds import bonds_of, details_of
from slovo.interfaces.desk.calls.rows import told_rows
from slovo.interfaces.desk.client_strip import client_strip
from slovo.interfaces.desk.courtesy.forms import PreferenceForm
from slovo.interfaces.desk.courtesy.rows import wish_context
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.goodwill.clients import goodwill_of
from slovo.interfaces.desk.lists import slice_of, spelled
from slovo.interfaces.desk.people_forms import PersonForm, StandingForm
from slovo.interfaces.desk.person_rows import around_person, told_cases
from slovo.interfaces.desk.rhythm.feeling import moods_context
from slovo.interfaces.desk.rhythm.rows import panel_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.telegram import telegram_of
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("full_name", "called", "phone", "language", "zone", "principal", "note")


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    running = Standing.objects.filter(to_date=None).select_related("organisation")
    people = Person.objects.visible_to(reader(request)).prefetch_related(
        "addresses", Prefetch("standings", running, to_attr="running")
    )
    found = slice_of(searched(people, words), "full_name", request.GET.get("after", ""))
    return render(
        request,
        "desk/people/list.html",
        {
            "found": found,
            "q": words,
            "may_merge": may_merge(request),
            "may_import": reader(request).may("import_people"),
            "may_export": reader(request).may("export_people"),
        },
    )


def searched(people: Any, words: str) -> Any:
    """By any part of a name, an address, a telephone or an organisation."""
    if not words:
        return people
    wanted = Q(addresses__email__contains=words.lower()) | Q(phone__contains=words)
    for spelling in spelled(words):
        wanted |= Q(full_name__contains=spelling) | Q(merged__full_name__contains=spelling)
        wanted |= Q(standings__organisation__name__contains=spelling, standings__to_date=None)
    return people.filter(pk__in=Person.objects.filter(wanted).values("pk"))


def may_merge(request: HttpRequest) -> bool:
    return reader(request).may("merge_people")


@for_desk()
def show_person(request: HttpRequest, pk: int) -> HttpResponse:
    return person_page(request, load_person(request, pk), StandingForm())


def person_page(
    request: HttpRequest,
    person: Person,
    standing: StandingForm,
    days: DaysForm | None = None,
    wish: PreferenceForm | None = None,
) -> HttpResponse:
    user, voice, house = reader(request), Voice.here(clock.now()), House.now()
    context = {
        "person": person,
        "may_merge": may_merge(request),
        **bonds_of(person),
        **details_of(person, user),
        **telegram_of(person),
        **around_person(person, user, voice),
        "standing_form": standing if standing.is_bound else drawn(StandingForm),
        **client_strip(person, told_cases(person, user, voice.now), voice),
        **days_context(person, days),
        **wish_context(person, wish, voice, user, house),
        "calls": told_rows(person, user, voice),
        "goodwill": goodwill_of(person, user, voice),
        "moods": moods_context(person, voice),
        "rhythm": panel_of(person, voice, house),
        "loyalty": loyalty_of(person, user, voice.now),
    }
    page = show(request, "desk/people/show.html", standing, context)
    is_refused = (days and days.errors) or (wish and wish.errors)
    page.status_code = 422 if is_refused else page.status_code
    return page


@require_POST
@for_desk("save_person")
def quiet_days(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    form = DaysForm(request.POST, roles=roles_of(person))
    if wrote(request, person, form):
        return redirect("person-show", pk)
    return person_page(request, person, StandingForm(), form)


@for_desk("save_person")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = load_person(request, pk) if pk else None
    initial = {side: getattr(known, side) for side in SIDES} if known else {}
    initial["emails"] = "\n".join(map(str, known.addresses.order_by("pk"))) if known else ""
    form = PersonForm(typed(request), initial=initial, known=known)
    saved = ask(
        form, lambda **sides: save_person(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, _("%(name)s is saved.") % {"name": saved.full_name})
        return redirect("person-show", saved.pk)
    return show(request, "desk/people/edit.html", form, {"known": known})


@require_POST
@for_desk("save_person")
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    form = StandingForm(request.POST)
    standing = ask(
        form,
        lambda organisation, **said: stand_for_named(
            person, name=organisation, **said, by=reader(request), at=clock.now()
        ),
    )
    if standing is None:
        return person_page(request, person, form)
    words = _("%(person)s stands for %(organisation)s.")
    names = {"person": person.full_name, "organisation": standing.organisation.name}
    say(request, words % names)
    return redirect("person-show", pk)


@require_POST
@for_desk("save_person")
def leave(request: HttpRequest, pk: int, standing_id: int) -> HttpResponse:
    person = load_person(request, pk)
    standings = person.standings.select_related("organisation", "person")
    standing = get_object_or_404(standings, pk=standing_id)
    leave_organisation(standing, by=reader(request), at=clock.now())
    words = _("%(person)s no longer stands for %(organisation)s. What was, stays.")
    names = {"person": person.full_name, "organisation": standing.organisation.name}
    say(request, words % names)
    return redirect("person-show", pk)


@require_POST
@for_desk("save_person")
def trust(request: HttpRequest, pk: int, address_id: int) -> HttpResponse:
    address = load_person(request, pk).addresses.filter(pk=address_id).first()
    if address is None:
        raise Http404
    trust_address(address.email, by=reader(request), at=clock.now())
    say(request, _("We write to %(email)s again.") % {"email": address.email})
    return redirect("person-show", pk)
