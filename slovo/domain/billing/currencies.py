"""Currencies by their three letters (ISO 4217)."""

from babel.core import get_global
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal


class CurrencyUnknown(Refusal):
    """No country pays with it."""


def currency_code(text: str) -> str:
    """«uah» → «UAH». Raises `CurrencyUnknown`."""
    code = text.strip().upper()
    if code not in get_global("all_currencies"):
        raise CurrencyUnknown(_("Name the currency by its three letters, such as UAH or EUR."))
    return code
