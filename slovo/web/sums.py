"""Sums as people type them."""

from typing import Any

from django import forms

from slovo.domain.billing.sums import MOST
from slovo.lib.tables import amount


class MoneyField(forms.DecimalField):
    """A sum as people write it, «1200.50», «1 200,50» or «1,200.50»."""

    def __init__(self, **options: Any) -> None:
        given = {"max_digits": 12, "decimal_places": 2, "min_value": 0, "max_value": MOST}
        super().__init__(**{**given, **options})
        self.widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        found = amount(value) if isinstance(value, str) else None
        return super().to_python(value if found is None else found)
