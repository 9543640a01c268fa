import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files
from slovo.domain.post.models import Mailbox, RawLetter
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import insert_new, update_changed

HELD = ("quarantined", "failed")


class LetterDidNotFail(Refusal):
    """It was read, let in or put aside in the meantime."""


@transaction.atomic
def store_raw_letter(
    raw: bytes,
    *,
    source: str,
    received_at: datetime,
    mailbox: Mailbox | None = None,
    is_history: bool = False,
    file: str = "",
    by: Doer,
    at: datetime,
) -> tuple[RawLetter, bool]:
    """Keep the letter before anybody reads it; tell whether these bytes came for the first time.

    `file` is where the bytes lie already: whoever puts them there before it is his turn to write
    keeps nobody waiting for the disk.
    """
    received_at = min(received_at, at)
    predates = mailbox is not None and received_at < mailbox.connected_at
    letter = RawLetter(
        digest=hashlib.sha256(raw).hexdigest(),
        file=file or files.put(raw),
        size=len(raw),
        source=source,
        mailbox=mailbox,
        received_at=received_at,
        stored_at=at,
        is_history=is_history or predates,
    )
    if not insert_new(letter):
        return RawLetter.objects.get(digest=letter.digest), False
    record("letter.stored", letter, by=by, at=at, source=source)
    return letter, True


@transaction.atomic(savepoint=False)
def settle_raw_letter(
    letter: RawLetter,
    *,
    outcome: str,
    subject_ref: str = "",
    sender: str = "",
    subject: str = "",
    failure: str = "",
    by: Doer,
    at: datetime,
) -> RawLetter:
    """Say what a stored letter became; until then it waits to be read."""
    letter.outcome, letter.subject_ref, letter.failure = outcome, subject_ref, failure
    letter.sender, letter.subject = sender[:254], subject[:300]
    letter.read_at = at
    letter.quarantined_at = at if outcome in HELD else letter.quarantined_at
    update_changed(letter)
    record(f"letter.{outcome}", letter, by=by, at=at, became=subject_ref)
    return letter


@transaction.atomic
def retry_raw_letter(letter: RawLetter, *, by: Doer, at: datetime) -> RawLetter:
    """A letter that failed waits to be read once more."""
    refuse_unless_allowed("release_letter", by)
    failed = RawLetter.objects.filter(pk=letter.pk, outcome="failed")
    is_failed = failed.update(outcome="", failure="", read_at=None)
    letter.refresh_from_db()
    if is_failed:
        record("letter.retried", letter, by=by, at=at)
    elif letter.read_at:
        raise LetterDidNotFail(_("A colleague has dealt with this letter already."))
    return letter
