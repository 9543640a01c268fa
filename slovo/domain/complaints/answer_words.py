"""The words of our answer: the colleague's own, put in an order the client can follow."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.models import Finding
from slovo.domain.complaints.models.finding import Verdict
from slovo.lib import moments


def answer_html(finding: Finding, url: str) -> str:
    """What he said, what we found, what he gets, what changes, and the link to accept it.

    Without `url`: as it was said by voice; after a talk the letter says when that was.
    """
    language = language_of(finding.case)
    with translation.override(language):
        told_at = finding.told_at if url else None
        context = {
            "told": moments.day(told_at, finding.case.zone, language) if told_at else "",
            "finding": finding,
            "complaint": finding.complaint,
            "is_refused": finding.verdict == Verdict.REFUSED,
            "remedies": finding.remedy_names,
            "url": url,
        }
        return render_to_string("complaints/answer.html", context).strip()


def follow_up_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/helped/{token}/"
