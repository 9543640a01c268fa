"""Organisations, and who stands for them: one person for several at once, if he does (R019)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.people import NameMissing
from slovo.domain.clients.actions.responsibility import give_up_responsibilities
from slovo.domain.clients.models import Organisation, Person, Standing
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.rights import refuse_unless_allowed


class StandingEndsBeforeItBegan(Refusal):
    """A person cannot leave an organisation before the day he came."""


@transaction.atomic
def save_organisation(
    organisation: Organisation | None,
    *,
    name: str,
    code: str = "",
    country: str = "",
    note: str = "",
    by: Doer,
    at: datetime,
) -> Organisation:
    refuse_unless_allowed("save_organisation", by)
    if not name.strip():
        raise NameMissing(_("Write the name of the organisation."))
    known = organisation or Organisation(made_at=at)
    sides = {
        "name": name.strip(),
        "code": code.strip(),
        "country": country.strip().upper(),
        "note": note.strip(),
    }
    changed = [side for side, value in sides.items() if getattr(known, side) != value]
    for side, value in sides.items():
        setattr(known, side, value)
    known.save()
    if organisation is None or changed:
        kind = "organisation.added" if organisation is None else "organisation.changed"
        record(kind, known, by=by, at=at, changed=changed)
    return known


@transaction.atomic
def stand_for(
    person: Person,
    *,
    organisation: Organisation,
    job: str = "",
    topics: str = "",
    by: Doer,
    at: datetime,
) -> Standing:
    """He stands for it from today; saying it again changes only his job and topics."""
    refuse_unless_allowed("save_person", by)
    standing, is_new = Standing.objects.get_or_create(
        person=person,
        organisation=organisation,
        to_date=None,
        defaults={"from_date": today_of_firm(at), "job": job.strip(), "topics": topics.strip()},
    )
    is_same = (standing.job, standing.topics) == (job.strip(), topics.strip())
    if not is_new and not is_same:
        standing.job, standing.topics = job.strip(), topics.strip()
        standing.save(update_fields=["job", "topics"])
    if is_new or not is_same:
        record("person.stands_for", person, by=by, at=at, organisation=organisation.pk)
    return standing


@transaction.atomic
def stand_for_named(
    person: Person,
    *,
    name: str,
    job: str = "",
    topics: str = "",
    by: Doer,
    at: datetime,
) -> Standing:
    """By its name: the organisation of that name, or a new one."""
    known = Organisation.objects.filter(name=name.strip()).order_by("pk").first()
    place = known or save_organisation(None, name=name, by=by, at=at)
    return stand_for(person, organisation=place, job=job, topics=topics, by=by, at=at)


@transaction.atomic
def leave_organisation(
    standing: Standing, *, to_date: date | None = None, by: Doer, at: datetime
) -> Standing:
    """His matters stay with him; only new ones no longer come for this organisation."""
    refuse_unless_allowed("save_person", by)
    last = to_date or today_of_firm(at)
    if standing.from_date and last < standing.from_date:
        raise StandingEndsBeforeItBegan(_("The last day is before the first one."))
    running = Standing.objects.filter(pk=standing.pk, to_date=None)
    if running.update(to_date=last):
        standing.to_date = last
        left = standing.organisation_id
        record("person.left_organisation", standing.person, by=by, at=at, organisation=left)
        give_up_responsibilities(standing, by=by, at=at)
    return standing
