"""How the business of an organisation works, and what its words mean (R083)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.profiles import drop_term, save_profile_of, save_term
from slovo.domain.clients.models import Profile, Term
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.organisations import load_organisation
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("works", "products", "risks")


class ProfileForm(forms.Form):
    works = forms.CharField(
        label=_("How it works"),
        max_length=5000,
        required=False,
        widget=writing(4),
        help_text=_("What it lives from, who its own clients are, when its year is high and low."),
    )
    products = forms.CharField(
        label=_("What it sells"), max_length=5000, required=False, widget=writing(2)
    )
    risks = forms.CharField(
        label=_("What it fears"), max_length=5000, required=False, widget=writing(2)
    )


class TermForm(forms.Form):
    word = forms.CharField(label=_("Their word"), max_length=80)
    meaning = forms.CharField(label=_("What they mean by it"), max_length=300)


@for_desk("save_organisation")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    known = load_organisation(request, pk)
    profile = Profile.objects.filter(organisation=known).first()
    initial = {side: getattr(profile, side) for side in SIDES} if profile else {}
    form = ProfileForm(typed(request), initial=initial)
    by, at = reader(request), clock.now()
    if ask(form, lambda **said: save_profile_of(known, **said, by=by, at=at)):
        say(request, __("%(name)s is saved.") % {"name": known.name})
        return redirect("organisation-show", pk)
    return show(request, "desk/relations/profile.html", form, {"organisation": known})


@for_desk("save_organisation")
def word(request: HttpRequest, pk: int) -> HttpResponse:
    known, form = load_organisation(request, pk), TermForm(typed(request))
    by, at = reader(request), clock.now()
    if ask(form, lambda **said: save_term(known, **said, by=by, at=at)):
        say(request, __("The word is kept."))
        return redirect("organisation-show", pk)
    return show(request, "desk/relations/profile.html", form, {"organisation": known})


@require_POST
@for_desk("save_organisation")
def drop_word(request: HttpRequest, pk: int, term_id: int) -> HttpResponse:
    term = get_object_or_404(Term, organisation=load_organisation(request, pk), pk=term_id)
    drop_term(term, by=reader(request), at=clock.now())
    say(request, __("The word is taken out."))
    return redirect("organisation-show", pk)
