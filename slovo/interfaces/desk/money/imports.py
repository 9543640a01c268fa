"""A table of payments or invoices: looked at first, taken in as a whole."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from slovo.domain.billing.actions.importing import import_invoices, import_payments
from slovo.domain.billing.importing import LARGEST, Plan, plan_invoices, plan_payments
from slovo.domain.billing.reckoning import today
from slovo.interfaces.desk.asking import ask, sent
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.lib import clock, tables
from slovo.web.toasts import say

KINDS = {"payments": _("Payments"), "invoices": _("Invoices")}
PLANS: dict[str, Callable[[bytes, date], Plan]] = {
    "payments": plan_payments,
    "invoices": plan_invoices,
}
VERBS: dict[str, Callable[..., int]] = {"payments": import_payments, "invoices": import_invoices}


class TableForm(forms.Form):
    """A file, or the text of the one that was looked at."""

    table = forms.FileField(label=_("The table (CSV)"), required=False)
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.pop("table", None)
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(__("The table is too long: one megabyte at most."))
        text = tables.decoded(file.read()) if file is not None else said.get("text", "")
        if not text.strip():
            raise forms.ValidationError(__("Choose a table, or paste it."))
        return {**said, "text": text}


class ImportForm(TableForm):
    kind = forms.ChoiceField(label=_("What stands in it"), choices=list(KINDS.items()))
    field_order = ("kind",)


@for_desk("import_money")
def show(request: HttpRequest) -> HttpResponse:
    """First what would happen to each line; taken in only when that was seen."""
    form, at = ImportForm(*sent(request)), clock.now()
    plan: Plan | None = None

    def take_in(kind: str, text: str, *, is_seen: bool) -> Plan | int:
        content = text.encode()
        if is_seen:
            return VERBS[kind](content, by=reader(request), at=at)
        return PLANS[kind](content, today(at))

    found = ask(form, take_in)
    if isinstance(found, Plan):
        plan = found
    elif found is not None:
        words = ngettext("%(count)s line was taken in.", "%(count)s lines were taken in.", found)
        say(request, words % {"count": found})
        return redirect("invoice-list")
    return looked_at(request, "desk/money/import.html", form, plan)


def looked_at(
    request: HttpRequest, template: str, form: forms.Form, plan: Plan | None
) -> HttpResponse:
    """The form, and below it what would happen to each line."""
    status = 422 if form.is_bound and (form.errors or (plan and not plan.may_go)) else 200
    said = form.cleaned_data if plan else {}
    return render(request, template, {"form": form, "plan": plan, "said": said}, status=status)
