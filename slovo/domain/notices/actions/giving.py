from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import Entry, record, record_all
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.lib.rows import insert_all


class News(NamedTuple):
    """What one colleague is to be told: why (a code), about what (such as case:12), and more."""

    user: User
    why: str
    subject: str
    refs: dict[str, int] | None = None


@transaction.atomic(savepoint=False)
def give_notices(news: Iterable[News], *, by: Doer, at: datetime) -> list[Notice]:
    """Tell colleagues, in the app."""
    notices = [
        Notice(user=one.user, why=one.why, subject=one.subject, refs=one.refs or {}, at=at)
        for one in news
    ]
    insert_all(notices)
    record_all([_given(notice) for notice in notices], by=by, at=at)
    return notices


def _given(notice: Notice) -> Entry:
    said = {"why": notice.why, "user": notice.user_id, "about": notice.subject}
    return Entry("notice.given", notice, refs=said)


@transaction.atomic
def see_notices(user: User, *, by: User, at: datetime) -> int:
    """He has read what stands there; returns how many were new."""
    unseen = Notice.objects.filter(user=user, seen_at=None, at__lte=at)
    last = unseen.order_by("-pk").first()
    count = unseen.update(seen_at=at)
    if last:
        record("notice.seen", last, by=by, at=at, count=count)
    return count
