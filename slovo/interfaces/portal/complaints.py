"""His complaint on his own page: how it stands, who sees it through, when he hears."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.interfaces.portal.complaint_answer import Told, answer_of
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.prepared import PreparedModels


def _of_case(case: int, person: int) -> Any:
    his = Complaint.objects.filter(Q(case=case) | Q(about=case), person=person)
    return his.select_related("owner").order_by("-received_at", "-pk")


_OF_CASE = PreparedModels(Complaint, _of_case)


class Said(NamedTuple):
    """In his words; `word` and `answer` are empty once he has our answer."""

    ref: str
    state: str
    owner: str
    word: str
    answer: str
    wish: str
    external: str
    told: Told | None


def complaints_of(visit: Visit) -> list[Said]:
    if not visit.is_his:
        return []
    found = _OF_CASE(case=visit.case.pk, person=visit.person.pk)
    return [_said(complaint, visit) for complaint in found]


def _said(complaint: Complaint, visit: Visit) -> Said:
    zone, is_answered = visit.case.zone, complaint.decided_at is not None
    word, limit = complaint.progress_at, complaint.limit_at

    def when(at: Any) -> str:
        return moments.by_words(at, zone, visit.language, offset=True)

    return Said(
        complaint.ref,
        state_words(complaint),
        complaint.owner_name,
        "" if is_answered or word is None else when(min(word, limit)),
        "" if is_answered else when(limit),
        complaint.remedy_sought,
        complaint.external_body if complaint.referred_at else "",
        answer_of(complaint, visit) if is_answered else None,
    )


def _answered(complaint: Complaint) -> str:
    """He has our answer: what he said of it, and how a dispute about it stands."""
    dispute = Negotiation.objects.filter(complaint=complaint).first()
    if dispute and dispute.ended_at:
        return _("We have come to terms with you.")
    if dispute and dispute.agreed_id:
        return _("What we agreed waits for your yes.")
    if dispute or complaint.rejected_at:
        return _("You do not accept our answer: it stays open until we come to terms.")
    if complaint.accepted_at:
        return _("You have accepted our answer.")
    return _("You have our answer.")


def state_words(complaint: Complaint) -> str:
    """The last step that was taken."""
    if complaint.closed_at:
        return _("It is closed.")
    if complaint.referred_at:
        return _("It is with the body outside.")
    if complaint.decided_at:
        return _answered(complaint)
    if complaint.investigated_at:
        return _("We know what happened and are writing our answer.")
    if complaint.assessed_at:
        return _("We are finding out what happened.")
    return _("We have it and are reading it.")
