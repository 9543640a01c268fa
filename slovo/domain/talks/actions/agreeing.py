"""Who does what by when after a talk: sent as a list, confirmed by the client, then promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import PERSON, US, Kind
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import confirm_back, put_question, take_answer, take_back
from slovo.domain.delivery.models import Answer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import put_down, refuse_beyond_capacity
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.talks.actions.holding import latest, mark_listed, note_talk
from slovo.domain.talks.models import AgreedList, Duty, Talk
from slovo.domain.talks.wordings import duty_lines


class NothingAgreed(Refusal):
    """A list has at least one line."""


class DutyHasPassed(Refusal):
    """What was agreed lies ahead."""


class CorrectionMissing(Refusal):
    """A no without words would leave us guessing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as it is typed: `owed_by` us or client; ours belongs to `owner`."""

    text: str
    due_at: datetime
    owed_by: str = US
    owner: User | None = None
    effort_minutes: int | None = None
    kind: str = Kind.OTHER


@transaction.atomic
def send_agreed_list(talk: Talk, *, lines: Sequence[Line], by: User, at: datetime) -> AgreedList:
    """The list leaves as a letter with one question; our dates pass the gate, all together.

    An older list of the same talk that waits for an answer is taken back.
    """
    refuse_unless_allowed("send_agreed_list", by)
    talk = latest(talk)
    _refuse_unclear(lines, at)
    if twin := _twin(talk, lines):
        return twin
    for line in lines:
        if line.owed_by == US:
            _gate(line, lines, by=by, at=at)
    for older in talk.lists.waiting().order_by("pk"):
        take_back(older, at=at)
        record("agreedlist.withdrawn", older, by=by, at=at, case=talk.case, facts=(older,))
    agreed: AgreedList = AgreedList.objects.create(
        talk=talk, case=talk.case, engagement=talk.case.engagement, asked_by=by, asked_at=at
    )
    Duty.objects.bulk_create(_duty(agreed, place, line, by) for place, line in enumerate(lines))
    put_question(agreed, wording="agreed_list", lines=duty_lines(agreed, at), by=by, at=at)
    record("agreedlist.sent", agreed, by=by, at=at, case=talk.case, facts=agreed.with_letter)
    if talk.listed_at is None:
        mark_listed(talk, nothing=False, by=by, at=at)
    return agreed


@transaction.atomic
def agree_after_talk(
    case: Case, *, held_at: datetime, lines: Sequence[Line], by: User, at: datetime
) -> Talk:
    """The talk and its list in one step: a list that is refused leaves no talk behind."""
    talk = note_talk(case, held_at=held_at, by=by, at=at)
    return send_agreed_list(talk, lines=lines, by=by, at=at).talk


@transaction.atomic
def answer_agreed_list(
    agreed: AgreedList,
    *,
    answer: str,
    words: str = "",
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> AgreedList:
    """Yes: every line becomes a promise, his and ours. No: his words say what to put right."""
    refuse_unless_allowed("answer_agreed_list", by)
    rows = AgreedList.objects.select_for_update(of=("self",))
    agreed = rows.select_related("case__person", "talk", "asked_by").get(pk=agreed.pk)
    if answer == Answer.NO and not words.strip():
        raise CorrectionMissing(_("Say what we got wrong, in a few words."))
    if not take_answer(agreed, answer=answer, words=words, said_at=said_at or at, by=by, at=at):
        return agreed
    if answer == Answer.YES:
        for duty in agreed.duties.select_related("owner"):
            duty.promise = put_down(_promise(agreed, duty, at), by=by, at=at)
            duty.save(update_fields=["promise"])
    lines = duty_lines(agreed, at)
    confirm_back(agreed, wording="agreed_list_confirmed", lines=lines, by=by, at=at)
    kind = "agreedlist.confirmed" if answer == Answer.YES else "agreedlist.corrected"
    record(kind, agreed, by=by, at=at, case=agreed.case, facts=agreed.with_confirmation)
    return agreed


def _refuse_unclear(lines: Sequence[Line], at: datetime) -> None:
    if not lines or not all(line.text.strip() for line in lines):
        raise NothingAgreed(_("Write at least one line: who does what by when."))
    if any(line.due_at <= at for line in lines):
        raise DutyHasPassed(_("What was agreed lies ahead: choose a later date."))


def _twin(talk: Talk, lines: Sequence[Line]) -> AgreedList | None:
    """The same list sent twice is one list."""
    last: AgreedList | None = talk.lists.waiting().order_by("pk").last()
    if last is None:
        return None
    known = [(duty.text, duty.due_at, duty.owed_by) for duty in last.duties.all()]
    return last if known == [(_text(line), line.due_at, line.owed_by) for line in lines] else None


def _gate(line: Line, lines: Sequence[Line], *, by: User, at: datetime) -> None:
    """What he owes by then from this very list counts as well."""
    owner = line.owner or by
    together = sum(
        other.effort_minutes or 0
        for other in lines
        if other.owed_by == US and (other.owner or by) == owner and other.due_at <= line.due_at
    )
    refuse_beyond_capacity(owner, together, line.due_at, at)


def _duty(agreed: AgreedList, place: int, line: Line, by: User) -> Duty:
    return Duty(
        agreed=agreed,
        place=place,
        text=_text(line),
        kind=line.kind,
        owed_by=line.owed_by,
        owner=line.owner or by,
        due_at=line.due_at,
        effort_minutes=line.effort_minutes or None,
    )


def _text(line: Line) -> str:
    return " ".join(line.text.split())[:300]


def _promise(agreed: AgreedList, duty: Duty, at: datetime) -> Promise:
    return Promise(
        case=agreed.case,
        person=agreed.case.person,
        kind=duty.kind,
        source=PERSON,
        owed_by=duty.owed_by,
        owner=duty.owner,
        text=duty.text,
        made_at=at,
        due_at=duty.due_at,
        told_at=at,
        effort_minutes=duty.effort_minutes,
        consent=agreed.words[:500],
        origin=agreed.letter,
    )
