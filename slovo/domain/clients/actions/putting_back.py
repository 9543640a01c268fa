"""Columns that one step filled get back what stood there, unless somebody changed them since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from slovo.domain.clients.actions.joining import plain


@dataclass(frozen=True, slots=True)
class Left:
    """What an undoing could not put back: `count` rows of `model`, such as cases.case."""

    model: str
    count: int


def put_back(altered: Sequence[Sequence[Any]]) -> Iterator[Left]:
    """`altered`: [app.model, row, column, before, after], put back from the last to the first."""
    for label, key, name, before, after in reversed(altered):
        model: Any = apps.get_model(label)
        row = model._default_manager.select_for_update().filter(pk=key).first()
        if row is None or plain(getattr(row, name)) != after:
            yield Left(label, 1)
            continue
        setattr(row, name, _value(model, name, before))
        row.save(update_fields=[name])


def _value(model: Any, name: str, kept: Any) -> Any:
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    return by_column[name].to_python(kept)
