"""Whom a client trusts here: it begins with a name, and ends with an introduction (R020)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.people import NoPrincipal
from slovo.domain.clients.models import Person, Relationship
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed


class HolderCannotAnswer(Refusal):
    """A client is held by a colleague who is here and answers clients."""


@transaction.atomic
def hold_relationship(person: Person, *, user: User, by: Doer, at: datetime) -> Relationship:
    """Said twice, it began once."""
    refuse_unless_allowed("hold_relationship", by)
    if not user.may("answer_case"):
        raise HolderCannotAnswer(_("%(name)s cannot answer clients.") % {"name": user.full_name})
    made, is_new = Relationship.objects.get_or_create(
        person=person, user=user, ended_at=None, defaults={"since": at}
    )
    if is_new:
        record("relationship.begun", made, by=by, at=at, person=person.pk, user=user.pk)
    return made


@transaction.atomic
def pass_relationship(person: Person, *, of: User, to: User, by: Doer, at: datetime) -> None:
    """What the client had in one colleague he has in another from now on."""
    refuse_unless_allowed("introduce_successor", by)
    running = Relationship.objects.running().select_for_update()
    held = running.filter(person=person, user=of).first()
    if held is None:
        return
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    record("relationship.passed", held, by=by, at=at, person=person.pk, to=to.pk)
    hold_relationship(person, user=to, by=by, at=at)


@transaction.atomic
def change_principal(person: Person, *, principal: User, by: Doer, at: datetime) -> None:
    """Another one answers to this client for the firm."""
    refuse_unless_allowed("save_person", by)
    if principal.pk not in {user.pk for user in principals()}:
        sentence = _("%(name)s is not a principal: choose who answers for the firm.")
        raise NoPrincipal(sentence % {"name": principal.full_name})
    if Person.objects.filter(pk=person.pk).exclude(principal=principal).update(principal=principal):
        person.principal = principal
        record("person.changed", person, by=by, at=at, changed=["principal_id"])
