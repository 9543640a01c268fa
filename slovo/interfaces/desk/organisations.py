"""Organisations, and the people who stand for them."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.lines import lines_of
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.organisations import save_organisation
from slovo.domain.clients.models import Organisation, Profile
from slovo.domain.clients.responsibility import map_of
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.blackouts import DaysForm, days_context, wrote
from slovo.interfaces.desk.case_rows import case_rows, newest
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import slice_of, spelled
from slovo.interfaces.desk.people_forms import OrganisationForm
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("name", "code", "country", "note")
SHOWN_PEOPLE = 50


def load_organisation(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(reader(request)), pk=pk)


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    rows = Organisation.objects.visible_to(reader(request))
    if words:
        named = [Q(name__contains=spelling) for spelling in spelled(words)]
        rows = rows.filter(reduce(or_, named))
    found = slice_of(rows, "name", request.GET.get("after", ""))
    return render(request, "desk/organisations/list.html", {"found": found, "q": words})


@for_desk()
def show_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return organisation_page(request, load_organisation(request, pk), DaysForm())


@require_POST
@for_desk("save_person")
def quiet_days(request: HttpRequest, pk: int) -> HttpResponse:
    known = load_organisation(request, pk)
    form = DaysForm(request.POST)
    if wrote(request, known, form):
        return redirect("organisation-show", pk)
    return organisation_page(request, known, form)


def organisation_page(request: HttpRequest, known: Organisation, days: DaysForm) -> HttpResponse:
    cases = Case.objects.visible_to(reader(request)).filter(organisation=known)
    standings = known.standings.select_related("person").order_by("to_date", "person__full_name")
    context = {
        "organisation": known,
        "standings": standings[:SHOWN_PEOPLE],
        "people_count": standings.count(),
        "zones": map_of(known),
        "profile": Profile.objects.filter(organisation=known).first(),
        "terms": known.terms.order_by("word", "pk"),
        "engagements": known.engagements.select_related("person", "service_class", "handler"),
        "cases": case_rows(lines_of(newest(cases)), Voice.here(clock.now()), with_person=True),
        **days_context(known, days),
    }
    return show(request, "desk/organisations/show.html", days, context)


@for_desk("save_organisation")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = load_organisation(request, pk) if pk else None
    initial = {side: getattr(known, side) for side in SIDES} if known else {}
    form = OrganisationForm(typed(request), initial=initial, is_known=known is not None)
    saved = ask(
        form, lambda **sides: save_organisation(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, _("%(name)s is saved.") % {"name": saved.name})
        return redirect("organisation-show", saved.pk)
    return show(request, "desk/organisations/edit.html", form, {"known": known})
