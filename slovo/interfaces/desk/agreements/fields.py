"""Fields that the forms about an agreement share."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.web.days import LAST_DAY, refuse_far

MOST_HOURS = 10_000


class WorkField(forms.DecimalField):
    """Hours as people count work, «1.5» or «1,5»; the verb is told minutes."""

    def __init__(self, **options: Any) -> None:
        given = {"min_value": 0, "max_value": MOST_HOURS, "max_digits": 7, "decimal_places": 2}
        super().__init__(**{**given, **options})
        self.widget.attrs["step"] = "any"

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def clean(self, value: Any) -> Any:
        hours: Decimal | None = super().clean(value)
        return None if hours is None else round(hours * 60)


class DateField(forms.DateField):
    """A day, from the browser's own control."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "max": LAST_DAY}, format="%Y-%m-%d")
        messages = {"invalid": _("This is not a date. Choose a day.")}
        given = {"validators": [refuse_far], "error_messages": messages, "widget": widget}
        super().__init__(input_formats=["%Y-%m-%d"], **{**given, **options})


def writing(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
