"""What is typed about hours, losses and money that goes back."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.delivery.models import TimeEntry
from slovo.interfaces.desk.agreements.fields import DateField, WorkField, writing
from slovo.interfaces.desk.money.forms import CurrencyField
from slovo.lib import moments
from slovo.lib.sums import money
from slovo.web.sums import MoneyField
from slovo.web.uploads import EnclosedField


class ReworkForm(forms.Form):
    day = DateField(label=_("Day"))
    minutes = WorkField(label=_("Hours"))
    note = forms.CharField(label=_("What was done"), max_length=300)


class LinkForm(forms.Form):
    entry = forms.ModelChoiceField(
        label=_("Which hours"), queryset=TimeEntry.objects.none(), widget=forms.RadioSelect
    )

    def __init__(self, entries: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["entry"]
        field.queryset, field.empty_label = entries, None
        field.label_from_instance = _hours


def _hours(entry: TimeEntry) -> str:
    """A day, whose hours, how many, for what."""
    day = date_format(entry.day, "SHORT_DATE_FORMAT")
    hours = moments.span(entry.minutes * 60, get_language() or "en")
    return f"{day}, {entry.user.full_name}, {hours}: {entry.note}"


class ClaimForm(forms.Form):
    text = forms.CharField(label=_("What was lost"), max_length=500, widget=writing(2))
    amount = MoneyField(label=_("How much"))
    currency = CurrencyField()
    evidence = forms.CharField(
        label=_("By what it is shown"),
        max_length=5000,
        widget=writing(),
        required=False,
        help_text=_("A receipt, an invoice, a letter: say where it lies, or put the file here."),
    )
    file = EnclosedField()


class DecideForm(forms.Form):
    agreed = MoneyField(label=_("What we pay"))
    pay_on = DateField(
        label=_("By which day"),
        required=False,
        help_text=_("It becomes a promise to the client."),
    )
    reason = forms.CharField(
        label=_("Why it is not all of it"),
        max_length=2000,
        required=False,
        widget=writing(),
        help_text=_("The client reads it."),
    )


def _line_words(line: InvoiceLine) -> str:
    amount = money(line.amount, line.invoice.currency, get_language() or "en")
    return f"{line.invoice.number}: {line.text}, {amount}"


class VerdictForm(forms.Form):
    text = forms.CharField(
        label=_("What was not good"),
        max_length=300,
        widget=writing(2),
        help_text=_("The client reads it."),
    )
    lines = forms.ModelMultipleChoiceField(
        label=_("What it is about"),
        queryset=InvoiceLine.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, lines: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["lines"]
        field.queryset = lines
        field.label_from_instance = _line_words
        if not lines.exists():
            field.help_text = _("No invoice of this matter has a line yet that could be held.")


class PaidForm(forms.Form):
    reference = forms.CharField(
        label=_("Number of the payment order"), max_length=120, required=False
    )
