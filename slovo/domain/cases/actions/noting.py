"""What the house itself writes beside a case, for colleagues only."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.html import linebreaks

from slovo.domain.cases.actions.attaching import File, attach_files
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.models import RawLetter


@transaction.atomic(savepoint=False)
def note_by_house(
    case: Case,
    *,
    text: str,
    channel: str,
    raw: RawLetter | None = None,
    files: Sequence[File] = (),
    by: Doer,
    at: datetime,
) -> Message:
    """It stops no clock and leaves for nobody."""
    message = Message.objects.create(
        case=case,
        direction=Direction.NOTE,
        nature=Nature.HOUSE,
        channel=channel,
        at=at,
        html=linebreaks(text, autoescape=True),
        text=text,
        raw=raw,
    )
    attach_files(files, message=message, by=by, at=at)
    Case.objects.filter(pk=case.pk).update(changed_at=at)
    record("note.written", message, by=by, at=at, case=case, facts=(message,), channel=channel)
    return message
