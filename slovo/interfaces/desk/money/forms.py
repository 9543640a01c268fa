"""What is typed about papers and money."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.billing.models import Invoice, Paper
from slovo.domain.delivery.models import TimeEntry
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.uploads import LARGEST
from slovo.lib import moments
from slovo.web.sums import MoneyField


class FileOnly(forms.Form):
    file = forms.FileField(label=_("File"), allow_empty_file=True)
    signed_on = DateField(label=_("Signed on"), required=False)

    def clean_file(self) -> tuple[str, str, bytes]:
        chosen: UploadedFile[bytes] = self.cleaned_data["file"]
        if (chosen.size or 0) > LARGEST:
            raise forms.ValidationError(__("A file may have 25 MB at most."))
        return (chosen.name or "", chosen.content_type or "", chosen.read())


class DocumentForm(FileOnly):
    kind = forms.ChoiceField(label=_("What it is"), choices=Paper.choices)
    title = forms.CharField(
        label=_("Its name"), max_length=200, help_text=_("Such as “Contract 14 of 1 March”.")
    )
    field_order = ("kind", "title", "signed_on", "file")


class CurrencyField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Currency"), min_length=3, max_length=3, **options)


class PriceForm(forms.Form):
    rate = MoneyField(label=_("What an hour costs"))
    currency = CurrencyField()
    since = DateField(label=_("From which day"))


class DraftForm(forms.Form):
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty for the next one of the year."),
    )
    currency = CurrencyField()
    since = DateField(label=_("First day it is for"), required=False)
    until = DateField(label=_("Last day it is for"), required=False)


class LineForm(forms.Form):
    text = forms.CharField(label=_("What it is for"), max_length=300)
    count = forms.DecimalField(
        label=_("How much"), min_value=Decimal("0.001"), max_digits=9, decimal_places=3, initial=1
    )
    unit = forms.ChoiceField(
        label=_("Of what"), choices=[("pieces", _("Pieces")), ("hours", _("Hours"))]
    )
    unit_price = MoneyField(label=_("Price of one"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        count, unit = said.pop("count", None), said.pop("unit", "")
        if count is not None:
            is_time = unit == "hours"
            said["minutes"] = round(count * 60) if is_time else None
            said["quantity"] = None if is_time else count
        return said


class TimeChoice(forms.Form):
    entries = forms.ModelMultipleChoiceField(
        label=_("Time not billed yet"),
        queryset=TimeEntry.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["entries"]
        field.queryset = rows

        def words(entry: TimeEntry) -> str:
            span = moments.span(entry.minutes * 60, language)
            return f"{entry.day:%d.%m.%Y} · {span} · {entry.note} ({entry.user.full_name})"

        field.label_from_instance = words


class IssueForm(forms.Form):
    issued_on = DateField(label=_("Issued on"))
    due_on = DateField(label=_("To be paid by"))
    tells = forms.BooleanField(label=_("Write to the client about it now"), required=False)


class PaymentForm(forms.Form):
    amount = MoneyField(label=_("How much came"))
    paid_on = DateField(label=pgettext_lazy("of a payment", "On which day"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        required=False,
        help_text=_("As the bank gives it. The same payment counts once."),
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("It stands beside the line for good.")
    )


class ZeroForm(WhyForm):
    is_sure = forms.BooleanField(label=_("It can never be priced again: I know that"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said.pop("is_sure", None)
        return said


class CreditForm(WhyForm):
    amount = MoneyField(label=_("How much is taken off"))
    field_order = ("amount", "why")


class LinePriceForm(forms.Form):
    unit_price = MoneyField(label=_("Price of one"))


def issue_days(invoice: Invoice, today: Any, later: Any) -> dict[str, Any]:
    return {"issued_on": today, "due_on": later, "tells": invoice.person.address is not None}
