"""A talk was held: what was agreed in it is written down and sent within one business day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.talks.models import Talk


class NotHeldYet(Refusal):
    """Only a talk that took place can be written down."""


@transaction.atomic
def note_talk(case: Case, *, held_at: datetime, by: User, at: datetime) -> Talk:
    """Until the list leaves, the colleague is reminded of it. The same talk twice is one talk."""
    refuse_unless_allowed("note_talk", by)
    case = locked(case)
    if held_at > at:
        raise NotHeldYet(_("The talk has not been held yet."))
    twin = case.talks.filter(held_at=held_at, held_by=by).order_by("pk").first()
    if twin:
        return twin
    list_by = case.service_class.calendar.working_hours().close_of_business_day(held_at, 1)
    talk = Talk.objects.create(
        case=case, held_by=by, held_at=held_at, noted_at=at, list_by=list_by, next_at=list_by
    )
    record("talk.noted", talk, by=by, at=at, case=case, facts=(talk,))
    return talk


@transaction.atomic
def close_talk(talk: Talk, *, by: User, at: datetime) -> Talk:
    """Nothing was agreed: there is no list to send."""
    refuse_unless_allowed("note_talk", by)
    talk = latest(talk)
    if talk.listed_at is None:
        mark_listed(talk, nothing=True, by=by, at=at)
    return talk


@transaction.atomic
def climb_talk(talk: Talk, *, by: Doer, at: datetime) -> bool:
    """The business day is over and nothing has left: whose it is hears of it, once."""
    talk = latest(talk)
    if talk.next_at is None or talk.next_at > at:
        return False
    talk.next_at = None
    talk.save(update_fields=["next_at"])
    record("talk.climbed", talk, by=by, at=at, case=talk.case)
    alert(talk.case, [talk.minded_by], why="talk_unlisted", by=by, at=at)
    return True


@transaction.atomic(savepoint=False)
def mark_listed(talk: Talk, *, nothing: bool, by: Doer, at: datetime) -> None:
    talk.listed_at, talk.nothing, talk.next_at = at, nothing, None
    talk.save(update_fields=["listed_at", "nothing", "next_at"])
    record("talk.listed", talk, by=by, at=at, case=talk.case, facts=(talk,), nothing=nothing)


def latest(talk: Talk) -> Talk:
    """As it is now, its case locked first."""
    case = locked(talk.case)
    fresh = (
        Talk.objects.select_for_update(of=("self",))
        .select_related("held_by", "minder")
        .get(pk=talk.pk)
    )
    fresh.case = case
    return fresh
