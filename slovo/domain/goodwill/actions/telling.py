"""The client is told what was decided: by letter or by voice, and without a reproach (R011)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.goodwill.actions.ruling import latest
from slovo.domain.goodwill.models import Boundary, Ruling
from slovo.domain.goodwill.words import alike, plain
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotDecidedYet(Refusal):
    """There is nothing to tell."""


class WordsAreOurs(Refusal):
    """Why we decided so, and where we stop with him, is ours alone: it would read as a reproach."""


@transaction.atomic
def tell_ruling(
    ruling: Ruling,
    *,
    html: str,
    next_word_at: datetime | None,
    is_spoken: bool = False,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Ruling:
    """By letter he knows when it is delivered; by voice at once, and `html` is what was said."""
    refuse_unless_allowed("answer_case", by)
    known = latest(ruling)
    if not known.decided_at:
        raise NotDecidedYet(_("Nobody has decided this yet."))
    if known.told_at or (known.is_written and not is_spoken):
        return known
    refuse_reproach(html, known.case.person_id, known.reason)
    if is_spoken:
        known.letter = speak(known.case, text=plain(html), next_word_at=next_word_at, by=by, at=at)
        known.save(update_fields=["letter"])
        mark_told(known, by=by, at=at)
        return known
    known.letter = answer_case(
        known.case, html=html, next_word_at=next_word_at, send_at=send_at, by=by, at=at
    )
    known.save(update_fields=["letter"])
    record("ruling.written", known, by=by, at=at, case=known.case, facts=(known, known.letter))
    return known


@transaction.atomic(savepoint=False)
def mark_told(ruling: Ruling, *, by: Doer, at: datetime) -> None:
    if ruling.told_at:
        return
    ruling.told_at, ruling.next_at = at, None
    ruling.save(update_fields=["told_at", "next_at"])
    record("ruling.told", ruling, by=by, at=at, case=ruling.case, facts=(ruling,))


@transaction.atomic(savepoint=False)
def unmark_told(ruling: Ruling, *, by: Doer, at: datetime) -> None:
    """The letter came back: he does not know after all, unless it is sent again."""
    ruling.told_at = None
    ruling.next_at = None if ruling.principal_told_at else ruling.tell_by
    ruling.save(update_fields=["told_at", "next_at"])
    record("ruling.returned", ruling, by=by, at=at, case=ruling.case, facts=(ruling,))


@transaction.atomic(savepoint=False)
def take_words_back(ruling: Ruling, *, by: Doer, at: datetime) -> None:
    """The letter was taken back before it left."""
    ruling.letter = None
    ruling.save(update_fields=["letter"])
    record("ruling.unwritten", ruling, by=by, at=at, case=ruling.case, facts=(ruling,))


def refuse_reproach(html: str, person_id: int, reason: str) -> None:
    """What is ours alone does not stand in a letter to him."""
    said = alike(plain(html))
    ours = [reason, *Boundary.objects.filter(person=person_id).values_list("reason", flat=True)]
    for words in ours:
        if len(words) > 3 and alike(words) in said:
            sentence = _("“%(words)s” is for us alone: the client would read it as a reproach.")
            raise WordsAreOurs(sentence % {"words": words[:100]})
