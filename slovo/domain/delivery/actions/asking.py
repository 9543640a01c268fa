"""One question to the client: asked by letter, reminded once, answered once, confirmed back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.outgoing import NoAddress, send_house_words
from slovo.domain.cases.models import Message
from slovo.domain.delivery.models import Asked
from slovo.domain.delivery.models.asked import Answer
from slovo.domain.delivery.wordings import question_url, words_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.lib.moments import minute_of

REMIND_AFTER = timedelta(hours=24)


class AnsweredAlready(Refusal):
    """He has said the opposite before: his word is not overwritten."""


class NotYetSaid(Refusal):
    """An answer cannot be given in the future, nor before the question."""


class WordsMissing(Refusal):
    """What somebody says for the client needs the client's own words."""


class NoLongerAsked(Refusal):
    """We took the question back."""


@transaction.atomic(savepoint=False)
def put_question(asked: Asked, *, wording: str, by: Doer, at: datetime, **said: Any) -> None:
    """Write the letter with the link; the keeper reminds him after a day."""
    asked.letter = _write(asked, wording, by=by, at=at, **said)
    asked.next_at = at + REMIND_AFTER
    asked.save(update_fields=["letter", "next_at"])


@transaction.atomic(savepoint=False)
def remind(asked: Asked, *, wording: str, by: Doer, at: datetime, **said: Any) -> Message:
    """Ask once more."""
    message = _write(asked, wording, is_unasked=True, by=by, at=at, **said)
    asked.reminded_at = at
    asked.save(update_fields=["reminded_at"])
    return message


def is_due(asked: Asked, at: datetime) -> bool:
    """A day has passed, and he still owes the answer."""
    return asked.is_waiting and asked.next_at is not None and asked.next_at <= at


@transaction.atomic(savepoint=False)
def take_answer(
    asked: Asked, *, answer: str, words: str, said_at: datetime, by: Doer, at: datetime
) -> bool:
    """Keep what he said. False when he has said the same before.

    A page tells minutes only: what was said in the minute of the question came after it.
    """
    if asked.answered_at:
        if asked.answer == answer:
            return False
        raise AnsweredAlready(
            _("The answer was given already: %(answer)s. Write to us, and we talk it over.")
            % {"answer": Answer(asked.answer).label}
        )
    if asked.withdrawn_at:
        raise NoLongerAsked(_("This is no longer asked."))
    heard_by = by if isinstance(by, User) else None
    if heard_by and not words.strip():
        raise WordsMissing(_("Write down the client’s own words."))
    if not minute_of(asked.asked_at) <= said_at <= at:
        raise NotYetSaid(_("The answer came after the question, and not later than now."))
    asked.answer, asked.words = answer, words.strip()
    asked.answered_at = max(said_at, asked.asked_at)
    asked.recorded_at, asked.heard_by = at, heard_by
    asked.next_at = None
    asked.save()
    return True


@transaction.atomic(savepoint=False)
def confirm_back(asked: Asked, *, wording: str, by: Doer, at: datetime, **said: Any) -> None:
    """His answer in writing to him, at once; and whoever asked is told."""
    words = words_of(asked.case, wording, at, asked=asked, said_at=asked.answered_at, **said)
    asked.confirmation = send_house_words(asked.case, wording=wording, words=words, by=by, at=at)
    asked.save(update_fields=["confirmation"])
    why = "said_yes" if asked.answer == Answer.YES else "said_no"
    alert(asked.case, [asked.asked_by], why=why, by=by, at=at)


@transaction.atomic(savepoint=False)
def take_back(asked: Asked, *, at: datetime) -> bool:
    if not asked.is_waiting:
        return False
    asked.withdrawn_at, asked.next_at = at, None
    asked.save(update_fields=["withdrawn_at", "next_at"])
    return True


def _write(
    asked: Asked, wording: str, *, is_unasked: bool = False, by: Doer, at: datetime, **said: Any
) -> Message:
    case = asked.case
    token = link_for(case.person, subject=asked.subject, by=by, at=at)
    told = {"asked": asked, "asked_at": asked.asked_at, "url": question_url(token), **said}
    words = words_of(case, wording, at, **told)
    sides: dict[str, Any] = {"wording": wording, "words": words, "is_unasked": is_unasked}
    message = send_house_words(case, **sides, by=by, at=at)
    if message is None:
        sentence = _("We know no mail address of %(name)s. Add one first.")
        raise NoAddress(sentence % {"name": case.person.full_name})
    return message
