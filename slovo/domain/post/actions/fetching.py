"""How far each mailbox has been read, and who reads it now."""

from datetime import datetime, timedelta

from django.db import transaction

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.models import Folder, Mailbox

CLAIM = timedelta(minutes=10)
PAUSE = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(hours=1)


@transaction.atomic
def claim_mailbox(*, by: Doer, at: datetime) -> Mailbox | None:  # noqa: ARG001 - every verb has a doer
    """Take the mailbox that is due for ten minutes; no other keeper fetches it meanwhile."""
    due = Mailbox.objects.filter(closed_at=None, next_at__lte=at).order_by("next_at", "pk")
    for mailbox in due:
        mine = Mailbox.objects.filter(pk=mailbox.pk, closed_at=None, next_at=mailbox.next_at)
        if mine.update(next_at=at + CLAIM):
            mailbox.next_at = at + CLAIM
            return mailbox
    return None


@transaction.atomic
def extend_claim(mailbox: Mailbox, *, by: Doer, at: datetime) -> bool:  # noqa: ARG001
    """Keep the mailbox while a large one is being read; False when somebody else took it."""
    mine = Mailbox.objects.filter(pk=mailbox.pk, closed_at=None, next_at=mailbox.next_at)
    is_mine = bool(mine.update(next_at=at + CLAIM))
    mailbox.next_at = at + CLAIM if is_mine else mailbox.next_at
    return is_mine


@transaction.atomic
def release_claim(mailbox: Mailbox, *, by: Doer, at: datetime) -> bool:  # noqa: ARG001
    """Reading broke off with the database away: the mailbox is due again at once."""
    mine = Mailbox.objects.filter(pk=mailbox.pk, closed_at=None, next_at=mailbox.next_at)
    return bool(mine.update(next_at=at))


@transaction.atomic
def record_fetch(mailbox: Mailbox, *, is_done: bool = True, by: Doer, at: datetime) -> Mailbox:
    """What is new was read; the next time is in a minute, or at once while the past is unread."""
    was_failing = mailbox.failed_at is not None
    Mailbox.objects.filter(pk=mailbox.pk).update(
        fetched_at=at, failed_at=None, failure="", next_at=at + PAUSE if is_done else at
    )
    mailbox.refresh_from_db()
    if was_failing:
        record("mailbox.recovered", mailbox, by=by, at=at)
    return mailbox


@transaction.atomic
def record_fetch_failure(mailbox: Mailbox, *, why: str, by: Doer, at: datetime) -> Mailbox:
    """It could not be read: say since when and why, and try again, later each time."""
    since = mailbox.failed_at or at
    pause = min(max(PAUSE, at - since), LONGEST_PAUSE)
    Mailbox.objects.filter(pk=mailbox.pk).update(
        failed_at=since, failure=why[:300], next_at=at + pause
    )
    is_first = mailbox.failed_at is None
    mailbox.refresh_from_db()
    if is_first:
        record("mailbox.failed", mailbox, by=by, at=at)
    return mailbox


@transaction.atomic
def open_folder(
    mailbox: Mailbox, *, name: str, uid_validity: int, by: Doer, at: datetime
) -> Folder:
    """Where reading goes on; a new UIDVALIDITY means that all numbers of the folder are new."""
    folder, _is_new = Folder.objects.get_or_create(mailbox=mailbox, name=name)
    if folder.uid_validity != uid_validity:
        folder.uid_validity, folder.last_uid = uid_validity, 0
        folder.past_uid, folder.past_left = None, 0
        folder.save(update_fields=["uid_validity", "last_uid", "past_uid", "past_left"])
        record("folder.opened", folder, by=by, at=at, uid_validity=uid_validity)
    return folder


@transaction.atomic
def split_folder(
    folder: Folder, *, past_uid: int, past_left: int, by: Doer, at: datetime
) -> Folder:
    """On the first reading: from this UID upwards at once, what is below it bit by bit."""
    fresh = Folder.objects.filter(
        pk=folder.pk, uid_validity=folder.uid_validity, last_uid=0, past_uid=None
    )
    if fresh.update(last_uid=past_uid - 1, past_uid=past_uid, past_left=past_left):
        record("folder.split", folder, by=by, at=at, past_uid=past_uid, past_left=past_left)
    folder.refresh_from_db()
    return folder


@transaction.atomic
def recede_folder(
    folder: Folder, *, past_uid: int, past_left: int, by: Doer, at: datetime
) -> Folder:
    """Everything from this UID upwards is stored; with nothing left below, the past is read."""
    moved = Folder.objects.filter(
        pk=folder.pk, uid_validity=folder.uid_validity, past_uid__gt=past_uid
    ).update(past_uid=past_uid if past_left else None, past_left=past_left)
    if moved:
        folder.refresh_from_db()
        record("folder.receded", folder, by=by, at=at, past_uid=past_uid, past_left=past_left)
    return folder


@transaction.atomic
def advance_folder(folder: Folder, *, last_uid: int, by: Doer, at: datetime) -> Folder:
    """Everything up to this UID is stored."""
    moved = Folder.objects.filter(
        pk=folder.pk, uid_validity=folder.uid_validity, last_uid__lt=last_uid
    ).update(last_uid=last_uid)
    if moved:
        folder.last_uid = last_uid
        record("folder.read", folder, by=by, at=at, last_uid=last_uid)
    return folder
