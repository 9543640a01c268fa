"""What he was answered to his complaint: what he gets, what is changed, and since when."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.complaints.gaps import last_finding
from slovo.domain.complaints.models import Complaint
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments


class Told(NamedTuple):
    """`measures` are sentences: what is changed, and since when it is in force."""

    reasons: str
    remedies: list[str]
    remedy_words: str
    prevention: str
    measures: list[str]


def answer_of(complaint: Complaint, visit: Visit) -> Told | None:
    """While he has an answer that stands."""
    finding = last_finding(complaint)
    if finding is None:
        return None
    return Told(
        finding.reasons,
        finding.remedy_names,
        finding.remedy_words,
        finding.prevention,
        _in_force(complaint, visit),
    )


def _in_force(complaint: Complaint, visit: Visit) -> list[str]:
    held = complaint.measures.standing().filter(in_force_at__isnull=False)
    zone, language = visit.case.zone, visit.language
    return [
        _("In force since %(day)s: %(text)s")
        % {"day": moments.day(measure.in_force_at, zone, language), "text": measure.text}
        for measure in held.order_by("in_force_at", "pk")
        if measure.in_force_at
    ]
