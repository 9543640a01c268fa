"""The colleagues by name, for every page of promises: to choose one, to name whose they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared


class Colleague(NamedTuple):
    pk: int
    full_name: str
    left_at: datetime | None


_EVERYBODY = Prepared(
    lambda: User.objects.order_by("full_name", "pk").values_list("pk", "full_name", "left_at")
)


def everybody() -> list[Colleague]:
    """Those who left too: their promises are still counted."""
    return [Colleague(*row) for row in _EVERYBODY()]


def options(colleagues: Iterable[Colleague], chosen: int) -> SafeString:
    """Those who are here, as the options of a choice."""
    here = (each for each in colleagues if each.left_at is None or each.pk == chosen)
    return mark_safe("".join(_option(each, is_chosen=each.pk == chosen) for each in here))  # noqa: S308


def _option(one: Colleague, *, is_chosen: bool) -> str:
    mark = " selected" if is_chosen else ""
    return f'<option value="{one.pk}"{mark}>{escape(one.full_name)}</option>'
