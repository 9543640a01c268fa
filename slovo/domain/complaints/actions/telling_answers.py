"""Our answer given by voice: the same words as a letter, and what shows that they were said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.models import Promise
from slovo.domain.complaints.actions.answering import (
    Words,
    keep_finding,
    mark_answered,
    refuse_answer,
    said_of,
    take_lost_back,
    twin_of,
    write_finding,
)
from slovo.domain.complaints.answer_words import answer_html
from slovo.domain.complaints.leading import may_lead, refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.complaints.models.finding import Voice
from slovo.domain.delivery.wordings import question_url
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.enclosing import File
from slovo.domain.staff.models import User
from slovo.lib.mail.htmltext import text_of_html
from slovo.lib.moments import minute_of

WORDING = "complaint_told"


class TalkUnclear(Refusal):
    """An answer by voice was said in a way, by somebody who leads, after all was known."""


class ProofMissing(Refusal):
    """A note of the talk, or a file, shows that it took place."""


@transaction.atomic
def tell_answer(  # noqa: PLR0913 - the answer, and the talk in which it was given
    complaint: Complaint,
    *,
    voice: str,
    told_at: datetime,
    told_by: User | None = None,
    note: str = "",
    file: File | None = None,
    next_word_at: datetime | None = None,
    keeps: Sequence[Promise] = (),
    by: User,
    at: datetime,
    **words: Unpack[Words],
) -> Finding:
    """It counts from now, when it is written down: `told_at` is proof, and moves no limit.

    Whom a letter reaches gets the same words in writing, with the question; anybody else says to
    a colleague whether he accepts it. Else it is as after a letter (`answer_complaint`).
    """
    complaint = latest(complaint)
    refuse_unless_led("tell_answer", complaint, by)
    talk = {"told_at": told_at, "told_by": told_by or by, "voice": voice, "note": note.strip()}
    said = said_of(words) | talk
    lost = take_lost_back(complaint, at)
    if twin := twin_of(complaint, said, by):
        return twin
    refuse_answer(complaint, said, at)
    _refuse_unclear(complaint, told_by or by, voice, told_at, at)
    if not note.strip() and file is None:
        raise ProofMissing(_("Write a note of the talk, or attach a file that shows it."))
    shown = Finding()
    shown.enclose(file)
    sides = {"name": shown.name, "type": shown.type, "file": shown.file}
    finding = write_finding(complaint, said | sides, asked_at=told_at, by=by, at=at)
    finding.letter = speak(
        complaint.case,
        text=text_of_html(answer_html(finding, "")),
        next_word_at=next_word_at,
        solves=next_word_at is None,
        keeps=keeps,
        channel=voice,
        by=by,
        at=at,
    )
    complaint = latest(complaint)
    keep_finding(finding, complaint, lost, by=by, at=at)
    mark_answered(finding, by=by, at=at)
    _confirm(finding, complaint, by=by, at=at)
    return finding


def _refuse_unclear(
    complaint: Complaint, told_by: User, voice: str, told_at: datetime, at: datetime
) -> None:
    if voice not in Voice.values:
        raise TalkUnclear(_("Say how it was told: by telephone, or face to face."))
    if not may_lead(complaint, told_by):
        sentence = _("%(name)s does not see this complaint through, and cannot have answered it.")
        raise TalkUnclear(sentence % {"name": told_by.full_name})
    opened = complaint.reopenings.order_by("-at").values_list("at", flat=True).first()
    stamps = (complaint.investigated_at, complaint.rejected_at, opened)
    if told_at > at or any(stamp and told_at < minute_of(stamp) for stamp in stamps):
        raise TalkUnclear(_("Say when you talked: after all was looked into, and before now."))


def _confirm(finding: Finding, complaint: Complaint, *, by: User, at: datetime) -> None:
    token = link_for(complaint.person, subject=finding.subject, by=by, at=at)
    words = text_of_html(answer_html(finding, question_url(token)))
    send_house_words(complaint.case, wording=WORDING, words=words, by=by, at=at)
