"""Whose promises the calendar shows, when it is one client: a person, or an organisation."""

from typing import NamedTuple

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.seeking import people_named, says

MOST = 12


class Client(NamedTuple):
    """One who is called so; `sides` sift by him."""

    name: str
    sides: dict[str, int]


def clients_named(words: str, user: User) -> list[Client]:
    """Organisations and people whose names say all of these words; none when nobody does."""
    known = Organisation.objects.visible_to(user).order_by("name", "pk")
    for word in words.split():
        known = known.filter(says("name", word))
    people = people_named(words).filter(pk__in=Person.objects.visible_to(user).values("pk"))
    organisations = [
        Client(name, {"organisation": pk, "person": 0})
        for pk, name in known.values_list("pk", "name")[:MOST]
    ]
    persons = [
        Client(name, {"person": pk, "organisation": 0})
        for pk, name in people.values_list("pk", "full_name")[:MOST]
    ]
    exact = [one for one in (*organisations, *persons) if one.name.lower() == words.lower()]
    return exact if len(exact) == 1 else [*organisations, *persons]


def client_name(sieve: Sieve, user: User) -> str:
    """As he is called; nothing when it is everybody."""
    if sieve.person:
        people = Person.objects.visible_to(user).filter(pk=sieve.person)
        return people.values_list("full_name", flat=True).first() or ""
    if sieve.organisation:
        known = Organisation.objects.visible_to(user).filter(pk=sieve.organisation)
        return known.values_list("name", flat=True).first() or ""
    return ""
