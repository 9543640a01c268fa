"""What we promise to whoever complains, and by when the law wants an answer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.actions.terms import (
    change_terms,
    list_first_limits,
    save_limit,
)
from slovo.domain.complaints.models import ClientKind, LegalLimit, Terms, Unit
from slovo.domain.complaints.models.limit import Confidence
from slovo.domain.staff.models import Firm
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say

OURS = ("own_days", "progress_days", "branch", "outside_name", "outside_address")
SIDES = (
    "country client_kind branch text amount unit binds_answer external_body source confidence"
    " checked_on"
).split()


class TermsForm(forms.Form):
    own_days = forms.IntegerField(
        label=_("We answer within so many days"), min_value=1, max_value=365
    )
    progress_days = forms.IntegerField(
        label=_("The client hears how it stands every so many days"), min_value=1, max_value=365
    )
    branch = forms.CharField(
        label=_("Our branch"),
        max_length=20,
        required=False,
        help_text=_("Such as legal, telecom, financial: some laws hold for one branch only."),
    )
    outside_name = forms.CharField(
        label=_("Name outside"),
        max_length=120,
        required=False,
        help_text=_("Who sees a complaint through when nobody in the firm is free of the matter."),
    )
    outside_address = forms.EmailField(label=_("Mail address outside"), required=False)


class LimitForm(forms.Form):
    country = forms.CharField(
        label=_("Country"), min_length=2, max_length=2, help_text=_("Two letters, such as UA.")
    )
    client_kind = forms.ChoiceField(label=_("Which client"), choices=ClientKind.choices)
    branch = forms.CharField(label=_("Branch"), max_length=20, required=False)
    text = forms.CharField(label=_("What the law wants"), max_length=300)
    amount = forms.IntegerField(
        label=_("Within"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Empty where the law names no number."),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    binds_answer = forms.BooleanField(
        label=_("By then the answer must be there"),
        required=False,
        help_text=_("Else it is only to be known."),
    )
    external_body = forms.CharField(label=_("Who decides after us"), max_length=200, required=False)
    source = forms.CharField(label=_("Where it is written"), max_length=200)
    confidence = forms.ChoiceField(label=_("How sure we are"), choices=Confidence.choices)
    checked_on = DateField(
        label=_("Checked on"),
        required=False,
        help_text=_("You are written down as who checked it."),
    )
    is_retired = forms.BooleanField(label=_("It holds no more"), required=False)


@for_desk("save_limits")
def limits(request: HttpRequest) -> HttpResponse:
    """Our own terms above, the laws below."""
    now = Terms.current()
    form = TermsForm(typed(request), initial={side: getattr(now, side) for side in OURS})
    saved = ask(form, lambda **sides: change_terms(**sides, by=reader(request), at=clock.now()))
    if saved:
        say(request, __("It holds from now on."))
        return redirect("settings-limits")
    known = LegalLimit.objects.select_related("checked_by").order_by("country", "client_kind", "pk")
    return form_part(request, "limits", form, rows=known)


@for_desk("save_limits")
def limit_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(LegalLimit, pk=pk) if pk else None
    initial: dict[str, Any] = {"binds_answer": True}
    if known:
        initial = {side: getattr(known, side) for side in SIDES}
        initial["is_retired"] = known.retired_at is not None
    form = LimitForm(typed(request), initial=initial)
    by, at = reader(request), clock.now()
    saved = ask(form, lambda **sides: save_limit(known, **sides, by=by, at=at))
    if saved:
        say(request, __("The limit is saved."))
        return redirect("settings-limits")
    return form_part(request, "limit", form, known=known)


@for_desk("save_limits")
def limits_first(request: HttpRequest) -> HttpResponse:
    """A house that was founded before there were limits takes in the ones we know."""
    if request.method == "POST":
        firm = Firm.current()
        language = firm.language if firm else "en"
        list_first_limits(language, by=reader(request), at=clock.now())
    return redirect("settings-limits")
