"""«Ready?» is asked a day before, and once more before the client sets out (R022)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.outgoing import NoAddress, send_house_words
from slovo.domain.delivery.actions.appointments import plan_following
from slovo.domain.delivery.models import Meeting
from slovo.domain.delivery.wordings import words_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class MeetingHasBegun(Refusal):
    """It is too late to say so."""


class MeetingLeftOut(Refusal):
    """It does not take place, so nothing is ready for it and nobody is warned."""


class WarningMissing(Refusal):
    """The client is told why, and what instead."""


@transaction.atomic
def watch_meeting(meeting: Meeting, *, by: Doer, at: datetime) -> bool:
    """Ask the owner; alert him and his deputy when we are not ready and the client comes."""
    meeting = _locked(meeting)
    if meeting.next_at is None or meeting.next_at > at:
        return False
    found = meeting.appointment
    if at >= meeting.starts_at:
        plan_following(meeting, by=by, at=at)
    elif found.needs and not meeting.ready_at and not meeting.warned_at:
        is_last = at >= meeting.last_check_at
        deputy = found.engagement.deputy or found.engagement.principal
        if is_last:
            meeting.alerted_at = at
        else:
            meeting.asked_at = at
        record("meeting.alerted" if is_last else "meeting.asked", meeting, by=by, at=at)
        why = "not_ready" if is_last else "is_it_ready"
        told = [found.owner, deputy] if is_last else [found.owner]
        alert(found.case, told, why=why, by=by, at=at)
    meeting.next_at = meeting.looked_at_next(at)
    meeting.save(update_fields=["asked_at", "alerted_at", "next_at"])
    return True


@transaction.atomic
def say_ready(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """What the meeting needs is ready: the client may come."""
    refuse_unless_allowed("save_appointment", by)
    meeting = _locked(meeting)
    if meeting.ready_at:
        return meeting
    _refuse_begun(meeting, at)
    meeting.ready_at, meeting.ready_by = at, by
    meeting.save(update_fields=["ready_at", "ready_by"])
    record("meeting.ready", meeting, by=by, at=at, case=meeting.appointment.case)
    return meeting


@transaction.atomic
def warn_client(
    meeting: Meeting, *, words: str, is_spoken: bool = False, by: User, at: datetime
) -> Meeting:
    """Tell him before he sets out, by letter or by phone; kept with the time gained."""
    refuse_unless_allowed("save_appointment", by)
    meeting = _locked(meeting)
    if meeting.warned_at:
        return meeting
    _refuse_begun(meeting, at)
    if not words.strip():
        raise WarningMissing(_("Say why, and what instead: the client was about to come."))
    case, facts = meeting.appointment.case, []
    if not is_spoken:
        text = words_of(
            case,
            "meeting_warning",
            at,
            title=meeting.appointment.title,
            starts_at=meeting.starts_at,
            words=words.strip(),
            name=by.full_name,
        )
        message = send_house_words(case, wording="meeting_warning", words=text, by=by, at=at)
        if message is None:
            sentence = _("We know no mail address of %(name)s. Call, and write down that you did.")
            raise NoAddress(sentence % {"name": case.person.full_name})
        facts.append(message)
    meeting.warned_at, meeting.warned_by, meeting.warning = at, by, words.strip()
    meeting.save(update_fields=["warned_at", "warned_by", "warning"])
    gained = int((meeting.starts_at - at).total_seconds())
    record("meeting.warned", meeting, by=by, at=at, case=case, facts=facts, gained_seconds=gained)
    return meeting


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",))
    related = ("case__person", "owner", "engagement__deputy", "engagement__principal")
    return rows.select_related(*(f"appointment__{name}" for name in related)).get(pk=meeting.pk)


def _refuse_begun(meeting: Meeting, at: datetime) -> None:
    if meeting.skipped_at:
        raise MeetingLeftOut(_("This one is left out; the client knows it."))
    if at >= meeting.starts_at:
        raise MeetingHasBegun(_("The meeting has begun already."))
