"""Whatever points at a person moves when two turn out to be one; no later app can forget it."""

from django.apps import apps
from django.db.models import ForeignKey, UniqueConstraint

from slovo.domain.clients.merging import SETTLERS, STAYS, moving, reference, references
from slovo.domain.clients.models import Person
from slovo.interfaces.desk.doubles.words import NOUNS


def test_every_relation_to_a_person_is_a_key_that_moves_or_is_named_as_staying() -> None:
    found = {
        reference(model, field.name)
        for model in apps.get_models()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model is Person
    }
    assert found == set(moving()) | STAYS
    assert all(isinstance(field, ForeignKey) for field in references().values())


def test_of_what_a_person_has_only_one_somebody_decides() -> None:
    """A unique column or constraint with the person in it would break the merger half way."""
    only_one = {
        named
        for named, field in moving().items()
        if field.unique
        or any(
            field.name in constraint.fields
            for constraint in field.model._meta.constraints
            if isinstance(constraint, UniqueConstraint)
        )
    }
    assert only_one - set(SETTLERS) == set()
    assert set(SETTLERS) - set(moving()) == set()


def test_what_moves_has_its_word_on_the_page() -> None:
    assert {field.model._meta.label_lower for field in moving().values()} <= set(NOUNS)
