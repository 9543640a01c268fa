"""Finding people by words as people type them."""

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from slovo.domain.clients.models import Address, Person

MOST_WORDS, LAST_LETTER = 6, "\U0010ffff"


def people_named(words: str) -> QuerySet[Person]:
    people = Person.objects.unmerged().order_by("full_name", "pk")
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(says("full_name", word) | Q(pk__in=owners_of(word)))
    return people


def says(column: str, word: str) -> Q:
    """SQLite folds the case of Latin letters only, so the usual spellings are asked for."""
    if word.isascii() or connection.vendor != "sqlite":
        return Q(**{f"{column}__icontains": word})
    found = Q()
    for spelling in sorted({word.lower(), word.capitalize(), word.upper()}):
        found |= Q(GreaterThan(StrIndex(column, Value(spelling)), 0))
    return found


def owners_of(word: str) -> QuerySet[Address]:
    """By the index of addresses, which SQLite does not take for a LIKE."""
    begun, asked = word.lower(), Q(email__startswith=word.lower())
    if connection.vendor == "sqlite":
        asked = Q(email__gte=begun, email__lt=begun + LAST_LETTER)
    return Address.objects.filter(asked).values("person")  # type: ignore[return-value]
