"""What nobody could foresee: how fast we speak, how fast we help (R039)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.risks.actions.raising import KnownLater
from slovo.domain.risks.models import Risk, Surprise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotSince(Refusal):
    """A word or help comes after it was noticed, and not later than now."""


class HelpUnclear(Refusal):
    """What was said or done is written down, or it did not happen."""


class HelpNotThereYet(Refusal):
    """A letter helps nobody before it arrives, or when it went to somebody else."""


class HeardBefore(Refusal):
    """A first word is the first one: what he was told later belongs into the case."""


class DropUnclear(Refusal):
    """Whoever takes it out of the months says why."""


@transaction.atomic
def note_surprise(
    case: Case,
    *,
    text: str = "",
    detected_at: datetime | None = None,
    risk: Risk | None = None,
    by: User,
    at: datetime,
) -> Surprise:
    """From a case or a risk of it; what reached the client since then counts already."""
    refuse_unless_allowed("note_surprise", by)
    case = locked(case)
    detected_at = detected_at or (risk.first_known_at if risk else at)
    if detected_at > at:
        raise KnownLater(_("Say when it was first known: now, or before."))
    words = " ".join(text.split())[:500]
    same = Surprise.objects.standing().filter(case=case, helped_at=None)
    twin = (same.filter(risk=risk) if risk else same.filter(risk=None, text=words)).first()
    if twin:
        return twin
    found = Surprise(
        case=case, risk=risk, text=words, detected_at=detected_at, noted_by=by, noted_at=at
    )
    found.pk = _dropped(risk)
    found.reaction = _first_letter(found)
    found.reacted_at = found.reaction.delivered_at if found.reaction else None
    found.save()
    record("surprise.noted", found, by=by, at=at, case=case, facts=(found,))
    return found


@transaction.atomic
def say_first_word(
    surprise: Surprise, *, words: str, reacted_at: datetime | None = None, by: User, at: datetime
) -> Surprise:
    """He was told by voice; what came first is what counts."""
    refuse_unless_allowed("note_surprise", by)
    surprise = _latest(surprise)
    said_at = reacted_at or at
    _refuse_unclear(surprise, words, said_at, at)
    told = words.strip()[:500]
    if (said_at, told) == (surprise.reacted_at, surprise.reaction_words):
        return surprise
    if surprise.reacted_at and surprise.reacted_at <= said_at:
        raise HeardBefore(
            _("The client had heard of it before. Write what was said now as a note in the case.")
        )
    surprise.reaction, surprise.reaction_words = None, told
    _react(surprise, said_at, by=by, at=at)
    return surprise


@transaction.atomic
def help_client(
    surprise: Surprise,
    *,
    words: str,
    helped_at: datetime | None = None,
    letter: Message | None = None,
    by: User,
    at: datetime,
) -> Surprise:
    """The first act that helped him, at its own moment or as the letter that brought it arrived."""
    refuse_unless_allowed("note_surprise", by)
    surprise = _latest(surprise)
    if surprise.helped_at:
        return surprise
    moment = (_arrival(surprise, letter) if letter else helped_at) or at
    _refuse_unclear(surprise, words, moment, at)
    surprise.helped_at, surprise.helped_by, surprise.help = moment, by, letter
    surprise.help_words = words.strip()[:500]
    surprise.save()
    record("surprise.helped", surprise, by=by, at=at, case=surprise.case, facts=(surprise,))
    return surprise


@transaction.atomic
def drop_surprise(surprise: Surprise, *, why: str, by: User, at: datetime) -> Surprise:
    """It was noted by mistake: it stays to be read, and counts in no month."""
    refuse_unless_allowed("drop_surprise", by)
    surprise = _latest(surprise)
    if surprise.dropped_at:
        return surprise
    if not why.strip():
        raise DropUnclear(_("Write down why it does not count."))
    surprise.dropped_at, surprise.dropped_by = at, by
    surprise.dropped_why = why.strip()[:300]
    surprise.save()
    record("surprise.dropped", surprise, by=by, at=at, case=surprise.case, facts=(surprise,))
    return surprise


@transaction.atomic(savepoint=False)
def mark_reacted(message: Message, *, by: Doer, at: datetime) -> None:
    """A colleague's letter arrived: the client heard of what was open in his case."""
    if message.nature != Nature.HUMAN or message.person_id not in (None, message.case.person_id):
        return
    waiting = Surprise.objects.standing().filter(
        case=message.case, reacted_at=None, detected_at__lte=at
    )
    for surprise in waiting.order_by("pk"):
        surprise.reaction = message
        _react(surprise, at, by=by, at=at)


@transaction.atomic(savepoint=False)
def unmark_reacted(message: Message, *, by: Doer, at: datetime) -> None:
    """It came back: he did not hear of it after all, unless another letter arrived.

    Nor did it help him; what was written of the help stays for the next time it is said.
    """
    touched = Surprise.objects.filter(Q(reaction=message) | Q(help=message))
    for surprise in touched.order_by("pk"):
        if surprise.reaction_id == message.pk:
            other = _first_letter(surprise, but=message)
            surprise.reaction = other
            surprise.reacted_at = other.delivered_at if other else None
        if surprise.help_id == message.pk:
            surprise.help = surprise.helped_at = surprise.helped_by = None
        surprise.save()
        record("surprise.returned", surprise, by=by, at=at, case=surprise.case, facts=(surprise,))


def _react(surprise: Surprise, moment: datetime, *, by: Doer, at: datetime) -> None:
    surprise.reacted_at = moment
    surprise.save()
    record("surprise.reacted", surprise, by=by, at=at, case=surprise.case, facts=(surprise,))


def _first_letter(surprise: Surprise, but: Message | None = None) -> Message | None:
    sent = surprise.case.messages.filter(
        direction=Direction.OUT,
        nature=Nature.HUMAN,
        person=surprise.case.person,
        delivered_at__gte=surprise.detected_at,
    )
    others = sent.exclude(pk=but.pk) if but else sent
    return others.order_by("delivered_at", "pk").first()


def _dropped(risk: Risk | None) -> int | None:
    """The row of the same bad news that was dropped: noted anew, it stands again."""
    gone = Surprise.objects.filter(risk=risk).exclude(dropped_at=None) if risk else None
    return gone.values_list("pk", flat=True).first() if gone is not None else None


def _arrival(surprise: Surprise, letter: Message) -> datetime:
    sent = surprise.case.messages.filter(
        pk=letter.pk,
        direction=Direction.OUT,
        person=surprise.case.person,
    ).first()
    if sent is None or sent.delivered_at is None:
        raise HelpNotThereYet(_("That letter has not reached the client yet."))
    return sent.delivered_at


def _refuse_unclear(surprise: Surprise, words: str, moment: datetime, at: datetime) -> None:
    if not words.strip():
        raise HelpUnclear(_("Write down what was said or done."))
    if not surprise.detected_at <= moment <= at:
        raise NotSince(_("It came after we noticed, and not later than now."))


def _latest(surprise: Surprise) -> Surprise:
    """As it is now, its case locked first."""
    case = locked(surprise.case)
    fresh = Surprise.objects.select_for_update(of=("self",)).get(pk=surprise.pk)
    fresh.case = case
    return fresh
