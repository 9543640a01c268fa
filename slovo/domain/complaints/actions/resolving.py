"""What a review decided is done by its owner, or he and the principals hear that it is late."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.telling_of_reviews import tell_of_review
from slovo.domain.complaints.models import Resolution
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, Role, refuse_unless_allowed


class OutcomeUnsaid(Refusal):
    """What was done is said, so that the next review can read it."""


@transaction.atomic
def carry_out(resolution: Resolution, *, outcome: str, by: User, at: datetime) -> Resolution:
    """By its owner, or a principal."""
    refuse_unless_allowed("carry_out", by)
    if by.pk != resolution.owner_id and not by.has_role(Role.PRINCIPAL):
        raise NotAllowed("carry_out")
    found = _locked(resolution)
    if found.done_at:
        return found
    if not outcome.strip():
        raise OutcomeUnsaid(_("Say what was done."))
    found.done_at, found.done_by, found.outcome = at, by, outcome.strip()[:500]
    found.next_at = None
    found.save()
    record("resolution.done", found, by=by, at=at, facts=(found,))
    return found


@transaction.atomic
def climb_resolution(resolution: Resolution, *, by: Doer, at: datetime) -> bool:
    """Not done on its day."""
    found = _locked(resolution)
    if found.next_at is None or found.next_at > at:
        return False
    found.next_at, found.late_at = None, at
    found.save(update_fields=["next_at", "late_at"])
    record("resolution.late", found, by=by, at=at)
    tell_of_review(found, why="resolution_late", by=by, at=at)
    return True


def _locked(resolution: Resolution) -> Resolution:
    rows = Resolution.objects.select_for_update(of=("self",)).select_related("owner", "review")
    found: Resolution = rows.get(pk=resolution.pk)
    return found
