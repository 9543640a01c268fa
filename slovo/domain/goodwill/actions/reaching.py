"""No letter reaches whom we part with: he hears it another way, or by a new letter (R012)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.reopening import resume_case
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.models.case import State
from slovo.domain.goodwill.actions.exporting import NotReadyYet, latest, mark_told
from slovo.domain.goodwill.models import Parting, Way
from slovo.domain.goodwill.words import plain
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.enclosing import File
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class HowIsMissing(Refusal):
    """Which way he heard it, and what shows that he did."""


class KnowsAlready(Refusal):
    """He has been told, and is not told twice."""


@transaction.atomic
def tell_parting(
    parting: Parting, *, way: str, note: str, file: File | None = None, by: User, at: datetime
) -> Parting:
    """By voice or on paper, in the words of the letter: he knows from now on."""
    refuse_unless_allowed("part_with", by)
    known = latest(parting)
    if known.told_at:
        return known
    if way not in Way.values:
        raise HowIsMissing(_("Say how it was told: by telephone, face to face, or on paper."))
    if not note.strip():
        raise HowIsMissing(_("Write what was said, or how and when the letter was sent."))
    known.told_way, known.told_note, known.told_by = way, note.strip(), by
    known.enclose(file)
    known.save()
    words = plain(known.words)
    word_at = _next_word(known, at)
    speak(known.case, text=words, next_word_at=word_at, channel=way, by=by, at=at)
    mark_told(known, by=by, at=at)
    return known


@transaction.atomic
def write_parting_again(parting: Parting, *, by: User, at: datetime) -> Parting:
    """The same letter to the address that works now; one that is on its way is enough."""
    refuse_unless_allowed("part_with", by)
    known = latest(parting)
    if known.told_at:
        raise KnowsAlready(_("The client knows already that we part."))
    if known.letter and not known.letter.came_back:
        return known
    if known.case.state == State.CLOSED:
        resume_case(known.case, by=by, at=at)
    known.letter = answer_case(
        known.case,
        html=known.words,
        next_word_at=_next_word(known, at),
        insists=True,
        by=by,
        at=at,
    )
    known.save(update_fields=["letter"])
    record("parting.written", known, by=by, at=at, case=known.case, facts=(known, known.letter))
    return known


@transaction.atomic
def hand_records(parting: Parting, *, note: str, by: User, at: datetime) -> Parting:
    """All that is his was given to him by hand or post, since no link reaches him."""
    refuse_unless_allowed("part_with", by)
    known = latest(parting)
    if known.exported_at is None:
        raise NotReadyYet(_("The records are not ready yet."))
    if known.fetched_at:
        return known
    if not note.strip():
        raise HowIsMissing(_("Write to whom the records were given, and how."))
    known.fetched_at, known.handed_note = at, note.strip()
    known.save(update_fields=["fetched_at", "handed_note"])
    record("parting.handed", known, by=by, at=at, case=known.case, facts=(known,))
    return known


def _next_word(parting: Parting, at: datetime) -> datetime:
    """When the records come, as the letter says; later than that, as in any letter."""
    case, export_by = parting.case, parting.export_by
    return export_by if export_by > at else case.service_class.next_word_after(at, case.pace)
