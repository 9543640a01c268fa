"""How far we go with a client: set in writing, gone over, lifted (R010)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.models import Boundary, Breach
from slovo.domain.goodwill.spans import TWICE_WITHIN
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class BoundaryUnclear(Refusal):
    """A boundary says what it is, and why it was set."""


class BoundaryIsLifted(Refusal):
    """It does not hold any more."""


class AnotherClientsCase(Refusal):
    """What is written down belongs to a case of this client."""


@transaction.atomic
def set_boundary(person: Person, *, text: str, reason: str, by: User, at: datetime) -> Boundary:
    """The same words set twice are one boundary."""
    refuse_unless_allowed("set_boundary", by)
    text, reason = " ".join(text.split())[:300], reason.strip()
    if not text or not reason:
        raise BoundaryUnclear(_("Write where we stop, and why."))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if known := Boundary.objects.standing().filter(person=person, text=text).first():
        return known
    made: Boundary = Boundary.objects.create(
        person=person, text=text, reason=reason, set_by=by, set_at=at
    )
    record("boundary.set", made, by=by, at=at, facts=(made,), person=person.pk)
    return made


@transaction.atomic
def lift_boundary(boundary: Boundary, *, why: str, by: User, at: datetime) -> Boundary:
    """It holds no more; what happened while it did stays."""
    refuse_unless_allowed("set_boundary", by)
    known = Boundary.objects.select_for_update().get(pk=boundary.pk)
    if known.lifted_at:
        return known
    if not why.strip():
        raise BoundaryUnclear(_("Write down why."))
    known.lifted_at, known.lifted_by, known.lifted_why = at, by, why.strip()[:300]
    known.save()
    record("boundary.lifted", known, by=by, at=at, facts=(known,), person=known.person_id)
    return known


@transaction.atomic
def note_breach(
    boundary: Boundary, *, words: str, case: Case | None = None, by: User, at: datetime
) -> Breach:
    """The client went over it. Pressed twice it is one breach."""
    refuse_unless_allowed("note_breach", by)
    known = Boundary.objects.select_for_update().get(pk=boundary.pk)
    said = words.strip()[:500]
    if known.lifted_at:
        raise BoundaryIsLifted(_("This boundary was lifted: it does not hold any more."))
    if not said:
        raise BoundaryUnclear(_("Write down what happened."))
    refuse_other(known.person_id, case)
    same = known.breaches.filter(words=said, case=case, noted_by=by)
    if twin := same.filter(noted_at__gt=at - TWICE_WITHIN).first():
        return twin
    made: Breach = Breach.objects.create(
        boundary=known, case=case, words=said, noted_by=by, noted_at=at
    )
    record("breach.noted", made, by=by, at=at, case=case, facts=(made,), person=known.person_id)
    return made


def refuse_other(person_id: int, case: Case | None) -> None:
    if case is not None and case.person_id != person_id:
        raise AnotherClientsCase(_("This case is another client’s."))
