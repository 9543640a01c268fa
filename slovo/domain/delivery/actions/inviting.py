"""The client is told of a meeting by letter, with a file for his calendar; or he was told."""

from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.outgoing import NoAddress, send_house_words
from slovo.domain.cases.models import Message
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.invites import Change, invite_of
from slovo.domain.delivery.models import Appointment, Repeats
from slovo.domain.delivery.wordings import words_of
from slovo.domain.staff.models import User
from slovo.lib import moments
from slovo.lib.invites import FILE_NAME, ics


@transaction.atomic(savepoint=False)
def tell_client(
    found: Appointment, change: Change, *, how: str, by: User, at: datetime
) -> list[Message]:
    """Write the letter, unless `how` says how a colleague told him; the letter, if there is one."""
    found.told_at, found.told_by, found.told_how = at, by, how.strip()
    found.letter = None if found.told_how else _write(found, change, by=by, at=at)
    found.save(update_fields=["told_at", "told_by", "told_how", "letter"])
    return [found.letter] if found.letter else []


def _write(found: Appointment, change: Change, *, by: User, at: datetime) -> Message:
    case, language = found.case, language_of(found.case)
    prefetch_related_objects([case.person], "addresses")
    if case.person.address is None:
        sentence = _("We know no mail address of %(name)s. Call, and write down that you did.")
        raise NoAddress(sentence % {"name": case.person.full_name})
    words = words_of(
        case,
        change.wording,
        at,
        appointment=found,
        starts_at=change.starts_at,
        was=change.was,
        following=change.following,
        span=moments.span(found.minutes * 60, language),
        repeats=Repeats(found.repeats).label if found.repeats and not change.meeting else "",
        name=by.full_name,
    )
    invite = invite_of(found, change, words=words, at=at)
    files = [(FILE_NAME, invite.type, ics(invite), "")]
    message = send_house_words(case, wording=change.wording, words=words, files=files, by=by, at=at)
    assert message is not None  # noqa: S101 - he has an address
    return message
