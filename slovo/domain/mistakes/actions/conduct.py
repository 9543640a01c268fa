"""Nobody is written to rudely, however hard he seems: flagged, read, and made good (R085)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.ladder import close_of_day
from slovo.domain.mistakes.letters import conduct_words
from slovo.domain.mistakes.models import Cause, ConductFlag
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import refuse_unless_allowed

RUDENESS = "rudeness"


class NotOurLetter(Refusal):
    """Only a colleague’s letter to a client can be rude."""


class WordsMissing(Refusal):
    """Whoever flagged it hears what the principal thinks."""


class OwnLetter(Refusal):
    """Nobody judges his own letter while another principal can."""


class ReviewedAlready(Refusal):
    """It was read and decided: whoever still sees it otherwise flags it anew."""


@transaction.atomic
def flag_conduct(
    message: Message, *, reason: str = "", by: User | Person, at: datetime
) -> ConductFlag:
    """By anybody, the client too; the principals read it by the close of the next business day."""
    refuse_unless_allowed("flag_conduct", by)
    case = locked(message.case)
    if message.direction != Direction.OUT or message.nature != Nature.HUMAN:
        raise NotOurLetter(_("Only a letter of a colleague can be flagged."))
    waiting = ConductFlag.objects.waiting().filter(message=message).first()
    if waiting:
        return waiting
    review_by = close_of_day(case, at)
    flag = ConductFlag.objects.create(
        case=case,
        message=message,
        reason=" ".join(reason.split())[:500],
        flagged_by=by if isinstance(by, User) else None,
        person=by if isinstance(by, Person) else None,
        flagged_at=at,
        review_by=review_by,
        next_at=review_by,
    )
    record("conductflag.raised", flag, by=by, at=at, case=case, facts=(flag,))
    alert(case, principals(), why="conduct_flagged", by=by, at=at)
    return flag


@transaction.atomic
def review_conduct(
    flag: ConductFlag, *, is_upheld: bool, words: str, by: User, at: datetime
) -> ConductFlag:
    """Upheld it is a mistake of ours, and its clock starts; the client who said it is told."""
    refuse_unless_allowed("review_conduct", by)
    case = locked(flag.case)
    flag = ConductFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    flag.case, said = case, words.strip()
    if flag.reviewed_at:
        if (flag.is_upheld, flag.words) == (is_upheld, said):
            return flag
        raise ReviewedAlready(_("It was decided already."))
    if not said:
        raise WordsMissing(_("Write what you think of it: whoever flagged it reads it."))
    if flag.message.author_id == by.pk and len(principals()) > 1:
        raise OwnLetter(_("This is your own letter. Another principal reads it."))
    flag.is_upheld, flag.words, flag.next_at = is_upheld, said, None
    flag.reviewed_at, flag.reviewed_by = at, by
    if is_upheld:
        flag.mistake = open_mistake(
            case,
            text=_name_of(flag, said),
            cause=Cause.objects.current().filter(code=RUDENESS).first(),
            message=flag.message,
            is_found_by_client=flag.person is not None,
            found_by=flag.flagged_by,
            by=by,
            at=at,
        )
    flag.save()
    record("conductflag.reviewed", flag, by=by, at=at, case=case, facts=(flag,), upheld=is_upheld)
    _answer(flag, by=by, at=at)
    return flag


@transaction.atomic
def climb_conduct(flag: ConductFlag, *, by: Doer, at: datetime) -> bool:
    """A business day is over and nobody has read it: the principals hear of it again."""
    case = locked(flag.case)
    flag = ConductFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if flag.next_at is None or flag.next_at > at or flag.reviewed_at:
        return False
    flag.next_at = None
    flag.save(update_fields=["next_at"])
    record("conductflag.climbed", flag, by=by, at=at, case=case)
    alert(case, principals(), why="conduct_unreviewed", by=by, at=at)
    return True


def _name_of(flag: ConductFlag, said: str) -> str:
    """All colleagues read it: in the language of the firm, whoever decided it."""
    firm = Firm.current()
    with translation.override(firm.language if firm else settings.LANGUAGE_CODE):
        return _("A letter that was rude: %(words)s") % {"words": flag.reason or said}


def _answer(flag: ConductFlag, *, by: User, at: datetime) -> None:
    """The client who flagged it; a colleague hears of it in the app."""
    if flag.person:
        words = conduct_words(flag, by)
        to = flag.person
        send_house_words(flag.case, wording="conduct", words=words, to=to, by=by, at=at)
    elif flag.flagged_by:
        alert(flag.case, [flag.flagged_by], why="conduct_reviewed", by=by, at=at)
