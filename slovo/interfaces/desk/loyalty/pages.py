"""The card of loyalty: five facts with their days, and how each of them is noted and corrected."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.models import Person
from slovo.domain.loyalty.actions.signs import correct_sign, drop_sign, note_sign
from slovo.domain.loyalty.card import loyalty_of
from slovo.domain.loyalty.models import Sign, SignKind
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.loyalty.forms import FORMS, initial_of
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk()
def show_card(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known, with who noted it and how it is put right."""
    person = load_person(request, pk)
    context = {"person": person, "loyalty": loyalty_of(person, reader(request), clock.now())}
    return render(request, "desk/loyalty/card.html", context)


@for_desk("note_sign")
def note(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    person, by, at = load_person(request, pk), reader(request), clock.now()
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](typed(request), user=by)
    made = ask(form, lambda seen: note_sign(person, kind=kind, seen=seen, by=by, at=at))
    if made is None:
        return show(request, "desk/loyalty/sign.html", form, _context(person, kind))
    say(request, _("It is noted for %(name)s.") % {"name": person.full_name})
    return redirect("person-loyalty", person.pk)


@for_desk("note_sign")
def correct(request: HttpRequest, pk: int, sign_id: int) -> HttpResponse:
    person, by, at = load_person(request, pk), reader(request), clock.now()
    sign = load_sign(request, person, sign_id)
    form = FORMS[sign.kind](typed(request), user=by, initial=initial_of(sign))
    if ask(form, lambda seen: correct_sign(sign, seen=seen, by=by, at=at)) is None:
        context = {**_context(person, sign.kind), "sign": sign}
        return show(request, "desk/loyalty/sign.html", form, context)
    say(request, _("It is put right. The journal keeps who changed it and when."))
    return redirect("person-loyalty", person.pk)


@require_POST
@for_desk("note_sign")
def drop(request: HttpRequest, pk: int, sign_id: int) -> HttpResponse:
    person = load_person(request, pk)
    drop_sign(load_sign(request, person, sign_id), by=reader(request), at=clock.now())
    say(request, _("It is taken back."))
    return redirect("person-loyalty", person.pk)


def load_sign(request: HttpRequest, person: Person, sign_id: int) -> Sign:
    visible = Sign.objects.visible_to(reader(request)).standing()
    related = visible.select_related("referred", "organisation")
    return get_object_or_404(related, person=person, pk=sign_id)


def _context(person: Person, kind: str) -> dict[str, Any]:
    return {"person": person, "kind": kind, "title": SignKind(kind).label}
