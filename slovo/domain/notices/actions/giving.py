from datetime import datetime
from typing import Any

from django.db import transaction

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User


@transaction.atomic(savepoint=False)
def give_notice(
    user: User,
    *,
    why: str,
    subject: str,
    refs: dict[str, Any] | None = None,
    by: Doer,
    at: datetime,
) -> Notice:
    """Tell a colleague, in the app."""
    notice = Notice.objects.create(user=user, why=why, subject=subject, refs=refs or {}, at=at)
    record("notice.given", notice, by=by, at=at, why=why, user=user.pk, about=subject)
    return notice


@transaction.atomic
def see_notices(user: User, *, by: User, at: datetime) -> int:
    """He has read what stands there; returns how many were new."""
    unseen = Notice.objects.filter(user=user, seen_at=None, at__lte=at)
    last = unseen.order_by("-pk").first()
    count = unseen.update(seen_at=at)
    if last:
        record("notice.seen", last, by=by, at=at, count=count)
    return count
