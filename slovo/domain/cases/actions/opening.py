from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.clocks import start_clock
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.promise import Kind
from slovo.domain.cases.search.entering import enter_head
from slovo.domain.clients.models import Organisation, Person, Topic
from slovo.domain.engagements.models import Engagement, engagement_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User, first_principal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import ServiceClass, default_class
from slovo.lib.rows import first, insert_all, join, most

ASSIGNED_WITHIN = timedelta(minutes=30)


class NoFirmYet(Refusal):
    """Nothing can be taken in before the firm is made."""


@transaction.atomic(savepoint=False)
def open_case(  # noqa: PLR0913 - where it came from and whose it is
    person: Person,
    *,
    subject: str,
    channel: str,
    organisation: Organisation | None = None,
    mailbox_address: str = "",
    handler: User | None = None,
    engagement: Engagement | None = None,
    topic: Topic | None = None,
    heard_at: datetime | None = None,
    is_history: bool = False,
    by: Doer,
    at: datetime,
) -> Case:
    """A new matter. The people come from the engagement, else the mailbox, else the front desk.

    Of a topic its owner takes it; whoever answers for the client stays his principal (R139).
    """
    refuse_unless_allowed("open_case", by)
    firm = _firm_in_line()
    if firm is None:
        raise NoFirmYet(_("Make the firm first: run “slovo init” or open the first page."))
    engagement = engagement or engagement_of(person, organisation)
    service_class = _class_for(engagement)
    opened_at = min(heard_at or at, at)
    case = Case(
        number=_next_number(),
        subject=subject.strip()[:300] or _("No subject"),
        person=person,
        organisation=organisation or (engagement.organisation if engagement else None),
        engagement=engagement,
        service_class=service_class,
        channel=channel,
        mailbox_address=mailbox_address,
        opened_at=opened_at,
        changed_at=at,
    )
    join(firm, "front_desk")
    _name_people(case, engagement, handler or firm.front_desk)
    if topic:
        _give_to_owner(case, topic)
    case.next_word_at = service_class.first_answer_due(opened_at, case.pace)
    if is_history:
        case.state, case.closed_at, case.next_word_at = State.CLOSED, opened_at, None
    insert_all([case])
    enter_head(case)
    refs = {"topic": topic.pk} if topic else {}
    record("case.opened", case, by=by, at=at, case=case, facts=(case,), channel=channel, **refs)
    if case.handler is None and not is_history:
        due_at = opened_at + ASSIGNED_WITHIN
        start_clock(case, Kind.ASSIGNMENT, due_at=due_at, is_new=True, by=by, at=at)
    return case


def _give_to_owner(case: Case, topic: Topic) -> None:
    join(topic, "owner")
    if topic.owner and topic.owner.is_active:
        case.handler = case.answerer = topic.owner


def _firm_in_line() -> Firm | None:
    """Two processes at once take the numbers of their cases one after the other."""
    return first(Firm, pk=1, is_locked=True)


def _next_number() -> int:
    return int(most(Case, "number") or 0) + 1


def _class_for(engagement: Engagement | None) -> ServiceClass:
    if engagement:
        return engagement.service_class
    usual = default_class()
    if usual is None:
        raise NoFirmYet(_("Make the firm first: run “slovo init” or open the first page."))
    return usual


def _name_people(case: Case, engagement: Engagement | None, fallback: User | None) -> None:
    if engagement:
        case.principal = engagement.principal
        case.handler, case.answerer = engagement.handler, engagement.answerer
        case.deputy = engagement.deputy
        return
    join(case.person, "principal")
    case.principal = case.person.principal or first_principal()
    case.handler = case.answerer = fallback
