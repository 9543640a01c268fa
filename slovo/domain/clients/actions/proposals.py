"""What a person says he stands for: kept beside him until a colleague says that it is so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.organisations import stand_for_named
from slovo.domain.clients.actions.people import NameMissing
from slovo.domain.clients.models import Person, Standing
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.rights import refuse_unless_allowed

LONGEST = 200


@transaction.atomic(savepoint=False)
def propose_standing(person: Person, *, name: str, by: Doer, at: datetime) -> bool:
    """He said so himself, on the form anybody may fill in. Nothing where we know it already."""
    said = " ".join(name.split())[:LONGEST]
    running = person.standings.filter(to_date=None)
    if not said or running.filter(organisation__name__iexact=said).exists():
        return False
    fresh = Person.objects.filter(pk=person.pk).exclude(says_organisation=said)
    is_new = fresh.update(says_organisation=said)
    person.refresh_from_db(fields=["says_organisation"])
    if is_new:
        record("person.proposed", person, by=by, at=at)
    return bool(is_new)


@transaction.atomic
def confirm_standing(person: Person, *, name: str, by: Doer, at: datetime) -> Standing:
    """A colleague says that it is so, or by which name it is right: now he stands for it (R019)."""
    refuse_unless_allowed("save_person", by)
    if not name.strip():
        raise NameMissing(_("Write the name of the organisation."))
    standing = stand_for_named(person, name=name, by=by, at=at)
    _forget(person)
    return standing


@transaction.atomic
def decline_standing(person: Person, *, by: Doer, at: datetime) -> Person:
    """He does not, or nobody knows; what he wrote stays in his letter."""
    refuse_unless_allowed("save_person", by)
    if _forget(person):
        record("person.declined", person, by=by, at=at)
    return person


def _forget(person: Person) -> int:
    said = Person.objects.filter(pk=person.pk).exclude(says_organisation="")
    gone = said.update(says_organisation="")
    person.says_organisation = ""
    return gone
