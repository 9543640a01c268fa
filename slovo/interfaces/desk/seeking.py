"""Finding cases and people by words as people type them."""

from django.db.models import Q, QuerySet

from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.clients.models import Address, Person

MOST_WORDS = 6


def found_in(cases: CaseQuery, words: str) -> CaseQuery:
    """Every word stands in the ref, the subject, the person, his organisation or his address."""
    for word in words.split()[:MOST_WORDS]:
        place = says("subject", word) | says("person__full_name", word)
        place |= says("organisation__name", word) | Q(person__in=owners_of(word))
        cases = cases.filter(place | numbered(word))
    return cases


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


def numbered(word: str) -> Q:
    digits = word.upper().removeprefix("S-")
    is_number = digits.isdecimal() and len(digits) < 10
    return Q(number=int(digits)) if is_number else Q(pk__in=[])
