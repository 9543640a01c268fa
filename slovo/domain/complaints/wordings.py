"""What a client is told of his complaint, in his language and by his clock."""

import re
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.models import Firm
from slovo.lib import moments


def letter_words(complaint: Complaint, wording: str, *, reason: str = "") -> str:
    """`wording` is receipt, owner_changed or referred: a template of that name."""
    language = language_of(complaint.case)
    with translation.override(language):
        return _rendered(f"complaints/letters/{wording}.txt", complaint, language, reason)


def progress_words(complaint: Complaint) -> str:
    """How it stands, said in the language that is switched on; the next word stands below."""
    if complaint.investigated_at:
        return _("We have found out what happened and are writing our answer to your complaint.")
    if complaint.assessed_at:
        return _("We are looking into your complaint: who said and did what, and why.")
    return _("Your complaint is with us; we are reading all that belongs to it.")


def outside_letter(complaint: Complaint, text: str, token: str) -> tuple[str, str]:
    """Subject and words for the person outside, in the firm's language."""
    firm = Firm.current()
    language = firm.language if firm else settings.LANGUAGE_CODE
    with translation.override(language):
        said = {"ref": complaint.ref, "name": complaint.person.full_name}
        subject = _("Complaint %(ref)s of %(name)s is yours") % said
        words = _rendered(
            "complaints/letters/outside.txt", complaint, language, text, outside_url(token)
        )
        return f"{subject} [{complaint.case.ref}]", words + "\n"


def outside_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/outside/{token}/"


def _rendered(template: str, complaint: Complaint, language: str, said: str, url: str = "") -> str:
    case = complaint.case

    def when(due: datetime | None) -> str:
        return moments.by_words(due, case.zone, language, offset=True) if due else ""

    word_at = case.first_answer_due_at if case.first_answered_at is None else case.next_word_at
    context = {
        "complaint": complaint,
        "case": case,
        "person": complaint.person,
        "firm": Firm.current(),
        "word": when(word_at),
        "progress": when(complaint.progress_at),
        "limit": when(complaint.limit_at),
        "said": said,
        "url": url,
    }
    return re.sub(r"\n{3,}", "\n\n", render_to_string(template, context).strip())
