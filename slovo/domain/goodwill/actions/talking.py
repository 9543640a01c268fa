"""A principal talks with a client about where we stop: called with facts, held with an outcome."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.goodwill.models import BoundaryTalk
from slovo.domain.goodwill.wordings import talk_subject
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed


class OutcomeMissing(Refusal):
    """A talk that was held says what came of it."""


@transaction.atomic(savepoint=False)
def call_talk(
    person: Person, *, why: str, facts: dict[str, Any], by: Doer, at: datetime
) -> BoundaryTalk:
    """One at a time for one reason; the principals hear of it at once."""
    if known := BoundaryTalk.objects.open().filter(person=person, why=why).first():
        return known
    made: BoundaryTalk = BoundaryTalk.objects.create(
        person=person, why=why, facts=facts, called_at=at
    )
    record("boundarytalk.wanted", made, by=by, at=at, facts=(made,), person=person.pk, why=why)
    about = f"boundarytalk:{made.pk}"
    words = [
        Word(user, "boundary_talk", about, talk_subject(made, user.language))
        for user in principals()
    ]
    call_colleagues(words, by=by, at=at)
    return made


@transaction.atomic
def hold_boundary_talk(talk: BoundaryTalk, *, words: str, by: User, at: datetime) -> BoundaryTalk:
    """Only a principal holds it."""
    refuse_unless_allowed("hold_boundary_talk", by)
    known = BoundaryTalk.objects.select_for_update().get(pk=talk.pk)
    if known.held_at:
        return known
    if not words.strip():
        raise OutcomeMissing(_("Write what came of the talk."))
    known.held_at, known.held_by, known.words = at, by, words.strip()
    known.save()
    record("boundarytalk.held", known, by=by, at=at, facts=(known,), person=known.person_id)
    return known
