"""The client says what he lost by our fault, or that a letter of ours hurts."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from slovo.domain.cases.letters import letters_of
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.conduct import flag_conduct
from slovo.domain.mistakes.actions.damages import claim_damage
from slovo.domain.mistakes.models import Mistake
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.forms import LONGEST
from slovo.interfaces.portal.pages import around
from slovo.lib import clock
from slovo.web.sums import MoneyField
from slovo.web.uploads import EnclosedField


class Loss(forms.Form):
    """What he lost by our fault, and how it can be seen."""

    text = forms.CharField(max_length=500)
    amount = MoneyField(error_messages={"invalid": _("Write the sum in figures, such as 3400.")})
    currency = forms.CharField(max_length=3)
    evidence = forms.CharField(max_length=LONGEST, required=False)
    file = EnclosedField()


class Rude(forms.Form):
    reason = forms.CharField(required=False, max_length=500)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def lost(request: HttpRequest, visit: Visit, admitted_id: int) -> HttpResponse:
    """He says what he lost; looking at the page changes nothing."""
    told = Mistake.objects.filter(admitted_at__isnull=False, dropped_why="", closed_at=None)
    mistake = get_object_or_404(told.filter(case=visit.case), pk=admitted_id)
    if not visit.is_his:
        return redirect(f"/c/{visit.token}/")
    form = Loss(request.POST, request.FILES) if request.method == "POST" else Loss()
    if form.is_bound and form.is_valid():
        try:
            claim_damage(mistake, **form.cleaned_data, by=visit.person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"/c/{visit.token}/?done=lost")
    context = {**around(visit), "form": form, "mistake": mistake}
    status = 422 if form.is_bound else 200
    return render(request, "portal/lost_something.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def rude(request: HttpRequest, visit: Visit, message_id: int) -> HttpResponse:
    """He says that a letter of ours hurts."""
    ours = letters_of(visit.case, visit.person)
    ours = ours.filter(direction=Direction.OUT, nature=Nature.HUMAN)
    letter = get_object_or_404(ours, pk=message_id)
    form = Rude(request.POST) if request.method == "POST" else Rude()
    if form.is_bound and form.is_valid():
        flag_conduct(letter, **form.cleaned_data, by=visit.person, at=clock.now())
        return redirect(f"/c/{visit.token}/?done=rude")
    context = {**around(visit), "form": form, "letter": letter}
    status = 422 if form.is_bound else 200
    return render(request, "portal/rude.html", context, status=status)
