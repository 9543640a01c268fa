"""Who answers for what in an organisation: named, found missing, and gone (R064)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Organisation, Person, Responsibility, Standing, Topic
from slovo.domain.clients.models.topic import Way
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotOfThisOrganisation(Refusal):
    """Who answers for a topic of an organisation stands for it today."""


class BackupIsTheSame(Refusal):
    """Nobody stands in for himself."""


class WayUnknown(Refusal):
    """A person is asked in one of the ways of the list."""


@transaction.atomic
def name_responsible(
    organisation: Organisation,
    *,
    topic: Topic,
    person: Person,
    backup: Person | None = None,
    channel: str = Way.ANY,
    note: str = "",
    by: Doer,
    at: datetime,
) -> Responsibility:
    """From now on he is proposed to whoever writes there about it; the task to learn it is done."""
    refuse_unless_allowed("name_responsible", by)
    _refuse_wrong_people(organisation, person, backup)
    if channel not in Way.values:
        raise WayUnknown(_("Choose one of the ways in the list."))
    known = _row(organisation, topic) or Responsibility(organisation=organisation, topic=topic)
    wanted = (person.pk, backup.pk if backup else None, channel, note.strip()[:300])
    if (known.person_id, known.backup_id, known.channel, known.note) == wanted and known.pk:
        return known
    known.person, known.backup, known.channel, known.note = person, backup, channel, wanted[3]
    known.wanted_at = known.wanted_by = None
    known.save()
    record("responsibility.named", known, by=by, at=at, topic=topic.pk, person=person.pk)
    return known


@transaction.atomic
def want_responsible(
    organisation: Organisation, *, topic: Topic, by: Doer, at: datetime
) -> Responsibility:
    """Nobody knows who it is: it stands on the morning list until he is named."""
    refuse_unless_allowed("name_responsible", by)
    known = _row(organisation, topic)
    if known is not None:
        return known
    asks = by if isinstance(by, User) else None
    made = Responsibility.objects.create(
        organisation=organisation, topic=topic, wanted_at=at, wanted_by=asks
    )
    record("responsibility.wanted", made, by=by, at=at, topic=topic.pk)
    return made


@transaction.atomic
def give_up_responsibilities(standing: Standing, *, by: Doer, at: datetime) -> None:
    """He stands for it no longer: his backup follows him, or somebody has to be found."""
    refuse_unless_allowed("save_person", by)
    his = Q(person=standing.person) | Q(backup=standing.person)
    rows = Responsibility.objects.select_for_update(of=("self",)).select_related("backup")
    for row in rows.filter(his, organisation=standing.organisation).order_by("pk"):
        if row.person_id == standing.person_id:
            row.person = row.backup
            row.wanted_at = None if row.person else at
        row.backup = None
        row.save()
        kind = "responsibility.named" if row.person_id else "responsibility.wanted"
        record(kind, row, by=by, at=at, topic=row.topic_id, person=row.person_id)


def _row(organisation: Organisation, topic: Topic) -> Responsibility | None:
    rows = Responsibility.objects.select_for_update()
    return rows.filter(organisation=organisation, topic=topic).first()


def _refuse_wrong_people(organisation: Organisation, person: Person, backup: Person | None) -> None:
    if backup is not None and backup.pk == person.pk:
        raise BackupIsTheSame(_("Nobody stands in for himself: choose somebody else, or nobody."))
    for each in filter(None, (person, backup)):
        if not each.standings.filter(organisation=organisation, to_date=None).exists():
            sentence = _("%(person)s does not stand for %(organisation)s.")
            names = {"person": each.full_name, "organisation": organisation.name}
            raise NotOfThisOrganisation(sentence % names)
