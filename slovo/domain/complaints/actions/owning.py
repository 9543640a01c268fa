"""One owner from first to last, who had no hand in the matter (R057)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.complaints.actions.housing import put_in_room
from slovo.domain.complaints.actions.outside import shut_outside_door, write_outside
from slovo.domain.complaints.actions.receipting import send_complaint_letter
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, OutsideDoor, Terms
from slovo.domain.complaints.owners import Involved, candidates, involved_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed


class OwnerIsInvolved(Refusal):
    """He is complained of, worked on the matter, or is of the team that did."""


class OwnerCannotAnswer(Refusal):
    """He has left, or may not write to clients."""


class NobodyOutside(Refusal):
    """No outside person is named, by name and mail address."""


class ReasonMissing(Refusal):
    """A complaint keeps its owner; a change is told to the client with its reason."""


class ComplaintIsClosed(Refusal):
    """It is closed; it can only be reopened."""


def find_owner(complaint: Complaint, involved: Involved, wished: User | None) -> None:
    """Whom the filer wishes, else the first who may; else the outside person of our terms.

    Nobody at all: it is taken in all the same, and waits for an owner in everybody's sight.
    """
    if wished is not None:
        _refuse_owner(wished, involved)
        complaint.owner = wished
        return
    complaint.owner = next(iter(candidates(involved)), None)
    terms = Terms.current()
    if complaint.owner is None and terms.outside_address:
        complaint.outside_owner_name = terms.outside_name
        complaint.outside_owner_address = terms.outside_address


@transaction.atomic
def name_owner(
    complaint: Complaint,
    *,
    owner: User | None = None,
    outside_name: str = "",
    outside_address: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> Complaint:
    """A colleague, or a named person outside; a change needs a reason and is told to the client."""
    refuse_unless_allowed("name_owner", by)
    complaint = latest(complaint)
    if complaint.closed_at:
        raise ComplaintIsClosed(_("This complaint is closed. Reopen it first."))
    outside = (" ".join(outside_name.split()), outside_address.strip())
    _refuse_bad_owner(complaint, owner, outside)
    if _is_same(complaint, owner, outside):
        return complaint
    is_change = bool(complaint.owner_name)
    if is_change and complaint.against.filter(pk=by.pk).exists():
        raise NotAllowed("name_owner")
    if is_change and not reason.strip():
        raise ReasonMissing(_("Say why the owner changes: the client is told."))
    complaint.owner = owner
    complaint.outside_owner_name, complaint.outside_owner_address = ("", "") if owner else outside
    _shut_doors(complaint, by=by, at=at)
    accused = list(complaint.against.all())
    put_in_room(complaint, accused, by=by, at=at)
    complaint.next_at = next_step(complaint)
    complaint.save()
    wording = "owner_changed" if is_change else "receipt"
    letter = send_complaint_letter(complaint, wording, reason=reason.strip(), by=by, at=at)
    refs = {"owner": complaint.owner_id, "is_change": is_change}
    facts = (complaint, complaint.case, *([letter] if letter else []))
    record("complaint.owned", complaint, by=by, at=at, case=complaint.case, facts=facts, **refs)
    tell_of(complaint, by=by, at=at)
    return complaint


@transaction.atomic
def shut_outside_link(complaint: Complaint, *, by: User, at: datetime) -> Complaint:
    """He still sees it through; the next letter to him carries a new link."""
    refuse_unless_allowed("name_owner", by)
    complaint = latest(complaint)
    if complaint.against.filter(pk=by.pk).exists():
        raise NotAllowed("name_owner")
    _shut_doors(complaint, by=by, at=at)
    return complaint


def _shut_doors(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    for door in OutsideDoor.objects.filter(complaint=complaint, revoked_at=None).order_by("pk"):
        shut_outside_door(door, by=by, at=at)


@transaction.atomic(savepoint=False)
def tell_of(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """Owner and principal in the app and by mail; an outside owner by mail with all the words."""
    case = complaint.case
    if complaint.owner:
        alert(case, [complaint.owner], why="complaint_yours", by=by, at=at)
    elif complaint.outside_owner_address:
        write_outside(complaint, complaint.stated, by=by, at=at)
    else:
        alert(case, principals(), why="complaint_unowned", by=by, at=at)
    leaders = [user for user in audience(case, "principal") if user != complaint.owner]
    alert(case, leaders, why="complaint_filed", by=by, at=at)


def _refuse_bad_owner(complaint: Complaint, owner: User | None, outside: tuple[str, str]) -> None:
    if owner is not None:
        _refuse_owner(owner, involved_of(complaint))
    elif not all(outside):
        raise NobodyOutside(_("Give the name and the mail address of the person outside."))


def _refuse_owner(owner: User, involved: Involved) -> None:
    name = {"name": owner.full_name}
    if involved.bars(owner):
        raise OwnerIsInvolved(
            _("%(name)s had a hand in the matter, or is of the same team: name somebody else.")
            % name
        )
    if not owner.may("answer_case"):
        raise OwnerCannotAnswer(_("%(name)s cannot answer clients.") % name)


def _is_same(complaint: Complaint, owner: User | None, outside: tuple[str, str]) -> bool:
    if owner is not None:
        return complaint.owner_id == owner.pk
    known = (complaint.outside_owner_name, complaint.outside_owner_address)
    return complaint.owner_id is None and known == outside
