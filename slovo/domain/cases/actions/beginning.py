from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.clocks import darkness, start_clock
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import OPEN
from slovo.domain.cases.models.promise import Kind
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic(savepoint=False)
def matter_of(engagement: Engagement, *, by: Doer, at: datetime) -> Case:
    """The case in which we speak with the client about his agreement; a new one if none is open."""
    his = engagement.cases.filter(person=engagement.person, state__in=OPEN)
    case = his.select_related("person", "service_class__calendar").order_by("pk").first()
    if case is not None:
        return case
    person, organisation = engagement.person, engagement.organisation
    case = own_case(person, organisation, engagement, subject=engagement.title, by=by, at=at)
    record("matter.opened", case, by=by, at=at, case=case, facts=(case,))
    return case


@transaction.atomic(savepoint=False)
def own_case(
    person: Person,
    organisation: Organisation | None,
    engagement: Engagement | None,
    *,
    subject: str,
    begins_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> Case:
    """A case that begins with a word of ours, not of his: what runs is our next word.

    `begins_at`: when our first letter leaves, if that is later.
    """
    case = open_case(
        person,
        subject=subject,
        channel="desk",
        organisation=organisation,
        engagement=engagement,
        by=by,
        at=at,
    )
    case.next_word_at = case.service_class.next_word_after(begins_at or at, case.pace)
    start_clock(case, Kind.NEXT_WORD, due_at=case.next_word_at, by=by, at=at)
    case.dark_at = darkness(case)
    case.save(update_fields=["next_word_at", "dark_at"])
    return case
