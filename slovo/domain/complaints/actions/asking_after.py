"""The letter that asks whether our answer helped."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.models import Message
from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.answer_words import follow_up_url
from slovo.domain.complaints.models import FollowUp
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import Firm
from slovo.lib import moments

WORDING = "complaint_follow_up"


@transaction.atomic(savepoint=False)
def write_question(follow_up: FollowUp, *, by: Doer, at: datetime) -> Message | None:
    """In his language, by the way he writes; None where we cannot write to him."""
    complaint = follow_up.complaint
    case, person = complaint.case, complaint.person
    token = link_for(person, subject=follow_up.subject, by=by, at=at)
    language = person.language or language_of(case)
    sent_at = follow_up.answered_at or at
    with translation.override(language):
        context = {
            "case": case,
            "person": person,
            "firm": Firm.current(),
            "owner": complaint.owner_name,
            "answered": moments.day(sent_at, case.zone, language),
            "is_at_once": follow_up.finding is None,
            "url": follow_up_url(token),
        }
        words = render_to_string("complaints/letters/follow_up.txt", context).strip()
    return send_house_words(
        case, wording=WORDING, words=words, to=person, is_unasked=True, by=by, at=at
    )
