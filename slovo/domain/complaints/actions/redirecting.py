"""It turns out to be about another matter, or of somebody else: nobody of them owns it (R057)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.actions.filing import AnothersMatter
from slovo.domain.complaints.actions.housing import put_in_room
from slovo.domain.complaints.actions.owning import ComplaintIsClosed, find_owner, tell_of
from slovo.domain.complaints.actions.receipting import send_complaint_letter
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.owners import involved_of, working_on
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User


@transaction.atomic
def redirect_complaint(
    complaint: Complaint,
    *,
    about: Case | None,
    against: Collection[User] | None = None,
    by: User,
    at: datetime,
) -> Complaint:
    """`against` None: whoever works on that matter. An owner who has a part in it is one no more:
    the next who may takes over, as at the beginning, and the client is told."""
    complaint = latest(complaint)
    refuse_unless_led("redirect_complaint", complaint, by)
    _refuse(complaint, about)
    accused = working_on(about) if against is None else {user.pk for user in against}
    known = set(complaint.against.values_list("pk", flat=True))
    if (complaint.about_id, known) == (about.pk if about else None, accused):
        return complaint
    complaint.about = about
    complaint.against.set(accused)
    complaint.worked.set(working_on(about))
    former = complaint.owner
    is_changed = _change_owner(complaint)
    people = list(User.objects.filter(pk__in=accused).order_by("pk"))
    put_in_room(complaint, people, by=by, at=at)
    complaint.next_at = next_step(complaint)
    complaint.save()
    letter = _letter(complaint, former, by=by, at=at) if is_changed else None
    refs: dict[str, Any] = {"owner": complaint.owner_id, "is_change": is_changed}
    refs |= {"about": complaint.about_id, "against": sorted(accused)}
    facts, case = (complaint, complaint.case, *([letter] if letter else [])), complaint.case
    record("complaint.redirected", complaint, by=by, at=at, case=case, facts=facts, **refs)
    if is_changed:
        tell_of(complaint, by=by, at=at)
    return complaint


def _refuse(complaint: Complaint, about: Case | None) -> None:
    if complaint.closed_at:
        raise ComplaintIsClosed(_("This complaint is closed. Reopen it first."))
    is_his = about is None or about.person_id == complaint.person_id
    if not is_his or (about and about.pk == complaint.case_id):
        raise AnothersMatter(_("This matter is another person’s."))


def _change_owner(complaint: Complaint) -> bool:
    """True when somebody else sees it through from now on, or nobody does."""
    involved = involved_of(complaint)
    former = complaint.owner
    if former is None and complaint.outside_owner_address:
        return False
    if former is None or involved.bars(former):
        find_owner(complaint, involved, None)
    return complaint.owner != former or bool(complaint.outside_owner_address)


def _letter(complaint: Complaint, former: User | None, *, by: User, at: datetime) -> Message | None:
    if not complaint.owner_name:
        return None
    if former is None:
        return send_complaint_letter(complaint, "receipt", by=by, at=at)
    with translation.override(language_of(complaint.case)):
        sentence = _("%(name)s has a part in the matter that your complaint is about.")
        reason = sentence % {"name": former.full_name}
    return send_complaint_letter(complaint, "owner_changed", reason=reason, by=by, at=at)
