"""Finding people by words as people type them."""

from django.db.models import Q, QuerySet

from slovo.domain.clients.models import Address, Person

MOST_WORDS = 6


def people_named(words: str) -> QuerySet[Person]:
    people = Person.objects.order_by("full_name", "pk")
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(says("full_name", word) | Q(pk__in=owners_of(word)))
    return people


def says(column: str, word: str) -> Q:
    """SQLite folds the case of Latin letters only, so the usual spellings are asked for."""
    found = Q(**{f"{column}__icontains": word})
    if word.isascii():
        return found
    for spelling in {word.lower(), word.capitalize(), word.upper()}:
        found |= Q(**{f"{column}__contains": spelling})
    return found


def owners_of(word: str) -> QuerySet[Address]:
    return Address.objects.filter(email__startswith=word.lower()).values("person")  # type: ignore[return-value]
