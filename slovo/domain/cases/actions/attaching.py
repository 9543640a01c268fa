import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from slovo.domain.cases.models import Attachment, Draft, Message
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post import files as store

File = tuple[str, str, bytes, str]


@transaction.atomic(savepoint=False)
def attach_files(files: Sequence[File], *, message: Message, by: Doer, at: datetime) -> None:
    """Keep the files of a message: (name, type, bytes, content id)."""
    rows = [_row(file, message=message) for file in files]
    Attachment.objects.bulk_create(rows)
    if rows:
        digests = [row.digest for row in rows]
        record("message.files", message, by=by, at=at, case=message.case, digests=digests)


@transaction.atomic
def attach_file(draft: Draft, *, name: str, type: str, content: bytes, at: datetime) -> Attachment:  # noqa: A002
    """A file for a letter still being written."""
    row = _row((name, type, content, ""), draft=draft)
    row.save()
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])
    return row


@transaction.atomic
def detach_file(draft: Draft, *, attachment_id: int) -> None:
    draft.attachments.filter(pk=attachment_id).delete()


def _row(file: File, *, message: Message | None = None, draft: Draft | None = None) -> Attachment:
    name, type_, content, content_id = file
    return Attachment(
        message=message,
        draft=draft,
        name=name[:255] or "file",
        type=type_[:120] or "application/octet-stream",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        file=store.put(content),
        content_id=content_id[:255],
    )
