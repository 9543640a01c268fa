"""Seven days after our answer: one question, one call, then we do not know (R060)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.clients.models import Person
from slovo.domain.complaints.actions.asking_after import write_question
from slovo.domain.complaints.actions.reopening import reopen_complaint, settle_complaint
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.complaints.models.followup import SAID, Result
from slovo.domain.courtesy.actions.approaching import cancel_approach, make_approach
from slovo.domain.courtesy.actions.posting import carry_approach
from slovo.domain.courtesy.models import Approach
from slovo.domain.courtesy.models.kinds import Kind as Purpose
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import hours_of
from slovo.domain.staff.models import User, principals
from slovo.lib.moments import minute_of

ASK_AFTER_DAYS = 7
REPLY_WITHIN = 3  # business days
CALL_WITHIN = 1  # business days
# Why the question does not go by letter, though he may be called: no address, or he wants no mail.
CALL_INSTEAD = ("no_address", "channel")


class ResultUnclear(Refusal):
    """Solved, partly, or not; and a score of nothing to ten, if any."""


class NotYetSaid(Refusal):
    """He said it after our answer, and not later than now."""


class ResultStands(Refusal):
    """What he said is not overwritten."""


class NotToBeCalled(Refusal):
    """First the question goes to him; a call is tried when no reply has come."""


@transaction.atomic(savepoint=False)
def plan_follow_up(
    complaint: Complaint, finding: Finding | None = None, *, by: Doer, at: datetime
) -> FollowUp:
    """At the same hour of his day, seven days after our answer, or after it was settled at once."""
    for other in complaint.follow_ups.filter(finding=None, ended_at=None, withdrawn_at=None):
        _withdraw(other, by=by, at=at)
    here = at.astimezone(ZoneInfo(complaint.case.zone))
    due_at = here + timedelta(days=ASK_AFTER_DAYS)
    known = FollowUp.objects.filter(finding=finding).first() if finding else None
    planned = known or FollowUp(finding=finding, complaint=complaint)
    planned.due_at = planned.next_at = due_at
    planned.withdrawn_at = None
    planned.save()
    record("followup.planned", planned, by=by, at=at, case=complaint.case, facts=(planned,))
    return planned


@transaction.atomic(savepoint=False)
def withdraw_follow_up(finding: Finding, *, by: Doer, at: datetime) -> None:
    found = FollowUp.objects.filter(finding=finding, withdrawn_at=None, ended_at=None).first()
    if found is not None:
        found.complaint = finding.complaint
        _withdraw(found, by=by, at=at)


@transaction.atomic
def climb_follow_up(follow_up: FollowUp, *, by: Doer, at: datetime) -> bool:
    """The day has come: ask. No reply: somebody calls. Nobody called: the principal hears of it."""
    complaint = latest(follow_up.complaint)
    found = _locked(follow_up, complaint)
    if not found.is_waiting or found.next_at is None or found.next_at > at:
        return False
    found.next_at = None
    if found.call_since:
        found.late_at = at
        found.save(update_fields=["late_at", "next_at"])
        alert(complaint.case, principals(), why="follow_up_uncalled", by=by, at=at)
        record("followup.late", found, by=by, at=at, case=complaint.case, facts=(found,))
    elif found.asked_at:
        _ask_for_call(found, by=by, at=at)
    else:
        found.save(update_fields=["next_at"])
        make_approach(
            complaint.person,
            kind=Purpose.FOLLOW_UP,
            about=found.subject,
            case_id=complaint.case_id,
            by=by,
            at=at,
        )
    return True


@transaction.atomic(savepoint=False)
def say_follow_up(approach: Approach, *, by: Doer, at: datetime) -> None:
    """He may be disturbed: the one question, if it is still one."""
    found = FollowUp.objects.select_related("complaint__case").get(pk=approach.named[1])
    complaint = latest(found.complaint)
    found = _locked(found, complaint)
    if not found.is_waiting or found.asked_at:
        cancel_approach(approach, why="done", by=by, at=at)
        return
    message = write_question(found, by=by, at=at)
    if message is None:
        cancel_approach(approach, why="no_address", by=by, at=at)
        return
    found.letter, found.asked_at = message, at
    found.reply_by = found.next_at = hours_of(None).close_of_business_day(at, REPLY_WITHIN)
    found.save()
    carry_approach(approach, message.delivery, at=at)
    facts = (found, message)
    record("followup.asked", found, by=by, at=at, case=complaint.case, facts=facts)


@transaction.atomic(savepoint=False)
def spare_follow_up(approach: Approach, *, by: Doer, at: datetime) -> None:
    """It will not be asked by letter: by voice instead, or he does not want to be asked at all."""
    rows = FollowUp.objects.filter(pk=approach.named[1]).select_related("complaint__case")
    found = rows.first()
    if found is None or not found.is_waiting or approach.why == "done":
        return
    complaint = latest(found.complaint)
    found = _locked(found, complaint)
    found.asked_at = found.letter = found.reply_by = None
    if approach.why in CALL_INSTEAD:
        _ask_for_call(found, by=by, at=at)
    else:
        _end(found, Result.UNKNOWN, by=by, at=at)


@transaction.atomic
def try_call(follow_up: FollowUp, *, by: User, at: datetime) -> FollowUp:
    """We called once, and he did not answer: it is unknown, and never counted as satisfied."""
    complaint = latest(follow_up.complaint)
    refuse_unless_led("record_follow_up", complaint, by)
    found = _locked(follow_up, complaint)
    if found.tried_at:
        return found
    if not found.is_to_be_called:
        raise NotToBeCalled(_("Nobody needs to be called about this now."))
    found.tried_at, found.tried_by = at, by
    _end(found, Result.UNKNOWN, by=by, at=at)
    return found


@transaction.atomic
def record_follow_up(
    follow_up: FollowUp,
    *,
    result: str,
    score: int | None = None,
    words: str = "",
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> FollowUp:
    """By his link, or said to a colleague. What is not solved is the principal's at once."""
    complaint = latest(follow_up.complaint)
    heard_by = by if isinstance(by, User) else None
    if heard_by:
        refuse_unless_led("record_follow_up", complaint, heard_by)
    found = _locked(follow_up, complaint)
    said_at = said_at or at
    _refuse_unclear(found, result, score, said_at, at)
    if found.said_at and found.result == result:
        return _add_score(found, score, by=by, at=at)
    if found.said_at:
        raise ResultStands(_("This was answered already. Write to us, and we talk it over."))
    found.score, found.words, found.heard_by = score, words.strip(), heard_by
    found.said_at = said_at
    _end(found, Result(result), by=by, at=at)
    if result == Result.SOLVED:
        settle_complaint(complaint, by=by, at=at)
    else:
        reopen_complaint(complaint, why=result, by=by, at=at)
    return found


def _add_score(found: FollowUp, score: int | None, *, by: User | Person, at: datetime) -> FollowUp:
    """Pressed again with a number where there was none."""
    if score is not None and found.score is None:
        found.score = score
        found.save(update_fields=["score"])
        case = found.complaint.case
        record("followup.scored", found, by=by, at=at, case=case, facts=(found,))
    return found


def _refuse_unclear(
    found: FollowUp, result: str, score: int | None, said_at: datetime, at: datetime
) -> None:
    if result not in SAID:
        raise ResultUnclear(_("Choose one: solved, partly, or not."))
    if score is not None and not 0 <= score <= 10:
        raise ResultUnclear(_("The score is a number from 0 to 10."))
    answered_at = found.answered_at
    if said_at > at or (answered_at and said_at < minute_of(answered_at)):
        raise NotYetSaid(_("It was said after our answer, and not later than now."))
    if found.withdrawn_at:
        raise ResultStands(_("This is no longer asked."))


@transaction.atomic(savepoint=False)
def end_with_no(
    complaint: Complaint, *, words: str, said_at: datetime, by: Doer, at: datetime
) -> None:
    """He does not accept the answer: nobody asks again in a week whether it helped."""
    found = complaint.follow_ups.filter(withdrawn_at=None, ended_at=None).first()
    if found is None:
        return
    found = _locked(found, complaint)
    found.words, found.said_at = words, said_at
    found.heard_by = by if isinstance(by, User) else None
    _end(found, Result.NO, by=by, at=at)


def _withdraw(found: FollowUp, *, by: Doer, at: datetime) -> None:
    found.withdrawn_at, found.next_at, found.call_since = at, None, None
    found.save()
    case = found.complaint.case
    record("followup.withdrawn", found, by=by, at=at, case=case, facts=(found,))
    for approach in Approach.objects.held().filter(about=found.subject):
        cancel_approach(approach, why="done", by=by, at=at)


def _ask_for_call(found: FollowUp, *, by: Doer, at: datetime) -> None:
    complaint = found.complaint
    found.call_since = at
    found.call_by = found.next_at = hours_of(complaint.owner).close_of_business_day(at, CALL_WITHIN)
    found.save()
    callers = [complaint.owner] if complaint.owner else principals()
    alert(complaint.case, callers, why="follow_up_call", by=by, at=at)
    record("followup.unanswered", found, by=by, at=at, case=complaint.case, facts=(found,))


def _end(found: FollowUp, result: Result, *, by: Doer, at: datetime) -> None:
    found.result, found.ended_at, found.next_at = result, at, None
    found.save()
    case = found.complaint.case
    record("followup.ended", found, by=by, at=at, case=case, facts=(found,), end=str(result))
    for approach in Approach.objects.held().filter(about=found.subject):
        cancel_approach(approach, why="done", by=by, at=at)


def _locked(follow_up: FollowUp, complaint: Complaint) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("finding")
    found = rows.get(pk=follow_up.pk)
    found.complaint = complaint
    return found
