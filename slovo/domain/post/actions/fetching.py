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
def record_fetch(mailbox: Mailbox, *, by: Doer, at: datetime) -> Mailbox:
    """It was read to the end; the next time is in a minute."""
    was_failing = mailbox.failed_at is not None
    Mailbox.objects.filter(pk=mailbox.pk).update(
        fetched_at=at, failed_at=None, failure="", next_at=at + PAUSE
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
        folder.save(update_fields=["uid_validity", "last_uid"])
        record("folder.opened", folder, by=by, at=at, uid_validity=uid_validity)
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
