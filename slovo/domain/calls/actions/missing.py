"""A call was missed: the owner hears of it at once, then the chain, until somebody calls back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.calls.models import BACK_WITHIN, CHAIN, MissedCall
from slovo.domain.calls.urgency import is_late_for
from slovo.domain.cases.actions.after_hours import tell_duty
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import call_words, language_of
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import Pace

THE_SAME = timedelta(minutes=2)
OLDEST = timedelta(days=7)


class NotMissedThen(Refusal):
    """A call was missed just now or a short while ago, never in the future."""


@transaction.atomic
def note_missed_call(
    person: Person,
    *,
    case: Case | None = None,
    missed_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> MissedCall:
    """The call counts as his word: an answer is owed from then on. Noted twice, it is one call.

    Whoever turned out to be another is that other.
    """
    refuse_unless_allowed("note_missed_call", by)
    missed_at = missed_at or at
    if not at - OLDEST <= missed_at <= at:
        raise NotMissedThen(_("Say when the call was missed: now, or within the last week."))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.kept.pk)
    near = (missed_at - THE_SAME, missed_at + THE_SAME)
    same = MissedCall.objects.filter(person=person, missed_at__range=near).order_by("pk")
    twin = same.exclude(back_at__lte=missed_at).first()  # a call after ours is another one
    if twin:
        return twin
    case = case or _case_of(person, missed_at, at)
    words = _words(case)
    hear_message(
        case, person=person, text=words, channel="phone", heard_at=missed_at, by=person, at=at
    )
    case = locked(case)
    call = MissedCall(
        case=case,
        person=person,
        missed_at=missed_at,
        noted_at=at,
        back_by=missed_at + BACK_WITHIN,
        rung=1,
        next_at=missed_at + CHAIN[1][0],
    )
    call.save()
    record("missedcall.noted", call, by=by, at=at, case=case, facts=(call,))
    told = audience(case, "owner")
    alert(case, told, why="missed_call", by=by, at=at)
    on_duty = tell_duty(case, why="missed_call", besides=told, by=by, at=at)
    _make_urgent(case, person, missed_at, at)
    call.case = locked(case)
    _say_who_calls_back(call, on_duty or told, at)
    return call


@transaction.atomic
def climb_call(call: MissedCall, *, by: Doer, at: datetime) -> bool:
    """The next in the chain, and those before him whom a late keeper missed."""
    call = latest(call)
    if call.next_at is None or call.next_at > at:
        return False
    due = [n for n in range(call.rung, len(CHAIN)) if call.missed_at + CHAIN[n][0] <= at]
    who = CHAIN[due[-1]][1]
    call.rung = due[-1] + 1
    call.next_at = call.missed_at + CHAIN[call.rung][0] if call.rung < len(CHAIN) else None
    call.save(update_fields=["rung", "next_at"])
    skipped = [CHAIN[n][1] for n in due[:-1]]
    record("missedcall.climbed", call, by=by, at=at, case=call.case, who=who, skipped=skipped)
    users = [user for n in due for user in audience(call.case, CHAIN[n][1])]
    alert(call.case, users, why="missed_call", by=by, at=at)
    return True


def latest(call: MissedCall) -> MissedCall:
    """As it is now, its case locked first."""
    case = locked(call.case)
    fresh = MissedCall.objects.select_for_update(of=("self",)).select_related("person")
    known = fresh.get(pk=call.pk)
    known.case = case
    return known


def _case_of(person: Person, missed_at: datetime, at: datetime) -> Case:
    """The one of his call that still waits, else a new matter: we do not know what he wants."""
    waiting = MissedCall.objects.waiting().filter(person=person).select_related("case").last()
    if waiting:
        return waiting.case
    with translation.override(person.language or None):
        subject = _("Missed call")
    return open_case(person, subject=subject, channel="phone", heard_at=missed_at, by=person, at=at)


def _words(case: Case) -> str:
    with translation.override(language_of(case)):
        return _("Phoned us, and nobody answered.")


def _make_urgent(case: Case, person: Person, missed_at: datetime, at: datetime) -> None:
    if not is_late_for(person.zone or case.zone, missed_at) or case.pace >= Pace.HIGH:
        return
    rate_case(case, severity_ours=Pace.HIGH, reason="late_call", by=HOUSE, at=at)


def _say_who_calls_back(call: MissedCall, users: list[User], at: datetime) -> None:
    words = call_words(call.case, users, call.missed_at, call.back_by)
    case, wording = call.case, "missed_call"
    letter = send_house_words(case, wording=wording, words=words, to=call.person, by=HOUSE, at=at)
    if letter:
        record("missedcall.receipted", call, by=HOUSE, at=at, case=case, facts=(letter,))
