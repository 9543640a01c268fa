"""What is wrong with a field, in the caller's language: pydantic itself speaks English only."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNCLEAR = _("This cannot be understood.")
FAULTS: dict[str, Promise] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "json_invalid": _("This is not proper JSON."),
    "string_type": _("This has to be text."),
    "string_too_long": _("This is longer than %(max_length)s characters."),
    "string_too_short": _("This is shorter than %(min_length)s characters."),
    "int_type": _("This has to be a whole number."),
    "int_parsing": _("This has to be a whole number."),
    "int_from_float": _("This has to be a whole number."),
    "greater_than_equal": _("This has to be %(ge)s or more."),
    "less_than_equal": _("This has to be %(le)s or less."),
    "bool_type": _("This has to be true or false."),
    "bool_parsing": _("This has to be true or false."),
    "list_type": _("This has to be a list."),
    "dict_type": _("This has to be an object."),
    "model_type": _("This has to be an object."),
    "model_attributes_type": _("This has to be an object."),
    "literal_error": _("This has to be one of: %(expected)s."),
    "enum": _("This has to be one of: %(expected)s."),
    "datetime_type": _("Write a time such as 2027-03-12T15:00:00Z."),
    "datetime_parsing": _("Write a time such as 2027-03-12T15:00:00Z."),
    "datetime_from_date_parsing": _("Write a time such as 2027-03-12T15:00:00Z."),
    "wall_time": _("Write a time of day without an offset, such as 15:00."),
    "timezone_aware": _("Write the time with its offset, such as 2027-03-12T15:00:00+02:00."),
}


def words_of(error: Mapping[str, Any]) -> str:
    """One sentence for one fault of the request."""
    sentence = str(FAULTS.get(error["type"], UNCLEAR))
    given: dict[str, Any] = error.get("ctx", {})
    return sentence % given
