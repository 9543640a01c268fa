"""Two persons who are one: what points at a person, and what of it cannot simply move."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from slovo.domain.clients.models import Person

# What says which two were taken for one, or told apart, is about them as they were; how a person
# looked is looked at anew; the words of a name stay with the name.
STAYS = frozenset(
    f"clients.{side}"
    for side in (
        *("merger.kept", "merger.gone", "distinction.one", "distinction.other"),
        *("look.person", "trace.person", "pair.one", "pair.other"),
        "nameword.person",
    )
)
Settler = Callable[[Any], None]
SETTLERS: dict[str, Settler] = {}


def settles(named: str) -> Callable[[Settler], Settler]:
    """Called before rows of this reference move, for those of which one person has only one."""

    def register(settler: Settler) -> Settler:
        SETTLERS[named] = settler
        return settler

    return register


def references() -> dict[str, ForeignKey[Any, Any]]:
    """Every foreign key to a person, of every app there is: `app.model.field` → field."""
    return {
        reference(model, field.name): field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    }


def moving() -> dict[str, ForeignKey[Any, Any]]:
    return {named: field for named, field in references().items() if named not in STAYS}


def reference(model: type[Model], name: str) -> str:
    return f"{model._meta.label_lower}.{name}"
