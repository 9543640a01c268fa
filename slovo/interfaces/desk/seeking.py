"""Finding people by words as people type them."""

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from slovo.domain.clients.models import Address, NameWord, Person, begins

MOST_WORDS = 6


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
    """Whose addresses begin so."""
    found = Address.objects.filter(begins("email", word.lower()))
    return found.values("person")  # type: ignore[return-value]


def people_beginning(words: str, most: int) -> QuerySet[Person]:
    """The first of those whose names or addresses begin so, as they are typed."""
    asked = Q(pk__in=NameWord.objects.of_names(words, most).values("person"))
    if len(words.split()) == 1:
        asked |= Q(pk__in=owners_of(words)[:most])
    return Person.objects.unmerged().filter(asked).order_by("full_name", "pk")[:most]
