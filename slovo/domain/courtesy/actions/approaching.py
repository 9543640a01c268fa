"""What we want to say unasked: said at once, or held until the client may be disturbed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.posting import post_approach
from slovo.domain.courtesy.contact import Answer, may_contact
from slovo.domain.courtesy.models import CAPPED, Approach, Contact
from slovo.domain.courtesy.models.kinds import WRITTEN
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.queueing import cancel_delivery
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

TWICE_WITHIN = timedelta(minutes=10)


class NothingToSay(Refusal):
    """A letter has a subject and words."""


class NotWritten(Refusal):
    """Only what the firm wants to say unasked is written here."""


class NoLongerHeld(Refusal):
    """It has been said, or cancelled."""


class HisWordStands(Refusal):
    """He does not want it: nobody here may put that aside."""


class ReasonMissing(Refusal):
    """Who goes past the client's peace says why."""


class NowhereToWrite(Refusal):
    """We know no address of his."""


@transaction.atomic
def write_approach(
    person: Person, *, kind: str, subject: str, text: str, by: User, at: datetime
) -> Approach:
    """A colleague's own words. Pressed twice they are one letter."""
    refuse_unless_allowed("approach_person", by)
    if kind not in WRITTEN:
        raise NotWritten(_("Choose what it is: a word of care, news, or a question."))
    subject, text = subject.strip()[:200], text.strip()
    if not subject or not text:
        raise NothingToSay(_("Write a subject and what you want to say."))
    if person.address is None:
        sentence = _("We know no mail address of %(name)s. Add one first.")
        raise NowhereToWrite(sentence % {"name": person.full_name})
    person = _first_in_line(person)
    words = {"kind": kind, "subject": subject, "text": text}
    same = person.approaches.filter(**words, asked_at__gte=at - TWICE_WITHIN, cancelled_at=None)
    if twin := same.order_by("pk").first():
        return twin
    answer = may_contact(person, kind, at)
    if not answer.allowed and answer.free_at is None:
        raise HisWordStands(answer.reason)
    made = Approach(person=person, author=by, asked_at=at, **words)
    return _offer(made, by=by, at=at)


@transaction.atomic(savepoint=False)
def make_approach(
    person: Person,
    *,
    kind: str,
    about: str,
    case_id: int,
    expires_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> Approach:
    """A letter of a noun above, such as promise:7, which writes it on hearing `approach.freed`."""
    person = _first_in_line(person)
    found = Approach.objects.held().filter(about=about).first()
    if found is None:
        found = Approach(person=person, kind=kind, about=about, case_id=case_id, asked_at=at)
    found.expires_at = expires_at
    return _offer(found, by=by, at=at)


@transaction.atomic
def free_approach(approach: Approach, *, by: Doer, at: datetime) -> bool:
    """Its time has come: ask again, from the truth as it is now."""
    person = _first_in_line(approach.person)
    found = _locked(approach)
    if found.next_at is None or found.next_at > at:
        return False
    found.person = person
    if found.expires_at and at >= found.expires_at:
        return cancel_approach(found, why="late", by=by, at=at)
    _offer(found, by=by, at=at)
    return True


@transaction.atomic
def send_approach_now(approach: Approach, *, reason: str, by: User, at: datetime) -> Approach:
    """Past caps and quiet days, never past the client's own word; who did it stays beside it."""
    refuse_unless_allowed("approach_person", by)
    person = _first_in_line(approach.person)
    found = _locked(approach)
    if found.freed_at and found.forced_by_id == by.pk:
        return found
    if not found.is_held:
        raise NoLongerHeld(_("It is not held any more: it was sent or cancelled."))
    if not reason.strip():
        raise ReasonMissing(_("Say why it cannot wait."))
    answer = may_contact(person, found.kind, at, channel=found.channel)
    if answer.hold and answer.hold.code in ("none", "channel"):
        raise HisWordStands(_("The client does not want it, and that stands. Talk in person."))
    found.person, found.forced_by, found.forced_why = person, by, reason.strip()[:300]
    _free(found, by=by, at=at)
    return found


@transaction.atomic
def cancel_approach(approach: Approach, *, why: str, by: Doer, at: datetime) -> bool:
    """It will not be said; a letter already written is taken back. False if it has left."""
    refuse_unless_allowed("approach_person", by)
    found = _locked(approach)
    if found.cancelled_at:
        return True
    if found.delivery and not cancel_delivery(found.delivery, by=by, at=at):
        return False
    if found.freed_at:
        Contact.objects.filter(approach=found).delete()
    found.next_at = found.freed_at = None
    found.cancelled_at, found.why = at, why.strip()[:300]
    found.save()
    _tell("approach.cancelled", found, by=by, at=at)
    return True


@transaction.atomic
def hold_again(approach: Approach, *, by: Doer, at: datetime) -> None:
    """He wants less: what is held waits for the instant that is free now."""
    found = _locked(approach)
    if found.is_held:
        answer = may_contact(found.person, found.kind, at, channel=found.channel)
        if answer.free_at:
            _hold(found, answer, answer.free_at, by=by, at=at)


def _offer(approach: Approach, *, by: Doer, at: datetime) -> Approach:
    """Said now, held until the client is free, or never, if he wants nothing."""
    answer = may_contact(approach.person, approach.kind, at, channel=approach.channel)
    if answer.allowed:
        _free(approach, by=by, at=at)
    elif answer.free_at is None:
        approach.next_at, approach.cancelled_at = None, at
        approach.why = answer.hold.code if answer.hold else ""
        approach.save()
        _tell("approach.cancelled", approach, by=by, at=at)
    else:
        _hold(approach, answer, answer.free_at, by=by, at=at)
    return approach


def _hold(approach: Approach, answer: Answer, free_at: datetime, *, by: Doer, at: datetime) -> None:
    until = min(free_at, approach.expires_at or free_at)
    approach.hold = answer.hold.as_dict() if answer.hold else {}
    is_news = until != approach.next_at
    approach.next_at = until
    approach.save()
    if is_news:
        _tell("approach.held", approach, by=by, at=at, until=until.isoformat())


def _free(approach: Approach, *, by: Doer, at: datetime) -> None:
    """Counted in the same breath; whoever it is about hears of it and writes the letter."""
    approach.next_at, approach.freed_at = None, at
    approach.save()
    if approach.kind in CAPPED:
        Contact.objects.create(person=approach.person, kind=approach.kind, at=at, approach=approach)
    _tell("approach.freed", approach, by=by, at=at)
    if not approach.about:
        _post(approach, by=by, at=at)
    approach.refresh_from_db()


def _post(approach: Approach, *, by: Doer, at: datetime) -> None:
    if approach.person.address is None:
        cancel_approach(approach, why="no_address", by=by, at=at)
    else:
        post_approach(approach, by=by, at=at)


def _tell(kind: str, approach: Approach, *, by: Doer, at: datetime, **refs: Any) -> None:
    said: dict[str, Any] = {
        "person": approach.person_id,
        "about": approach.about,
        "of": approach.kind,
        **refs,
    }
    if approach.forced_by_id:
        said["forced"] = True
    record(kind, approach, by=by, at=at, case_id=approach.case_id, **said)


def _first_in_line(person: Person) -> Person:
    """One word to him at a time, or two would each see the last free place."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _locked(approach: Approach) -> Approach:
    rows = Approach.objects.select_for_update(of=("self",)).select_related("delivery", "person")
    return rows.get(pk=approach.pk)
