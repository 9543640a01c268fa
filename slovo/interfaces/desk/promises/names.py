"""The colleagues by name, for every page of promises: to choose one, to name whose they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from django.utils.safestring import SafeString

from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.web.patterns import escaped


class Named(Protocol):
    @property
    def pk(self) -> int: ...
    @property
    def full_name(self) -> str: ...


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


SIDES = ("full_name", "roles", "calendar_id", "promise_minutes_a_day", "left_at")
_HERE = PreparedModels(
    User, lambda: User.objects.filter(left_at=None).order_by("full_name", "pk").only(*SIDES)
)


def colleagues_here() -> list[User]:
    return _HERE()


def options(colleagues: Iterable[Named], chosen: int) -> SafeString:
    """What a choice among them offers."""
    return SafeString("".join(_option(each, is_chosen=each.pk == chosen) for each in colleagues))


def _option(one: Named, *, is_chosen: bool) -> str:
    mark = " selected" if is_chosen else ""
    return f'<option value="{one.pk}"{mark}>{escaped(one.full_name)}</option>'
