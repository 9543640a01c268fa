"""The firm's numbers and addresses: kept, and tried every week so that none is dead unseen."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Topic
from slovo.domain.engagements.living import is_read_by_us
from slovo.domain.engagements.models import Touchpoint, Way
from slovo.domain.engagements.models.touchpoint import COMES_BACK_WITHIN
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import phones
from slovo.lib.mail.ids import make_message_id, read_message_id

NUMBERS = (Way.PHONE, Way.EMERGENCY)


class TouchpointRefused(Refusal):
    """It is no number or address, or it stands on the cards already."""


class TouchpointIsClosed(Refusal):
    """It stands on no card any more."""


@transaction.atomic
def save_touchpoint(
    touchpoint: Touchpoint | None,
    *,
    way: str,
    value: str,
    audience: str = "",
    topic: Topic | None = None,
    by: Doer,
    at: datetime,
) -> Touchpoint:
    """Another value is another number: it has not been tried yet."""
    refuse_unless_allowed("change_settings", by)
    known = touchpoint or Touchpoint(made_at=at)
    sides = {"way": way, "value": _normal(way, value), "audience": audience, "topic": topic}
    same = Touchpoint.objects.standing().filter(**sides).exclude(pk=known.pk)
    if same.exists():
        raise TouchpointRefused(_("%(value)s stands on these cards already.") % sides)
    changed = [side for side, said in sides.items() if getattr(known, side) != said]
    if not changed:
        return known
    if "value" in changed:
        known.made_at, known.tried_at, known.asked_at, known.dead_since = at, None, None, None
    for side, said in sides.items():
        setattr(known, side, said)
    known.save()
    record("touchpoint.changed", known, by=by, at=at, changed=changed)
    return known


@transaction.atomic
def close_touchpoint(touchpoint: Touchpoint, *, by: Doer, at: datetime) -> None:
    """From now on it stands on no card."""
    refuse_unless_allowed("change_settings", by)
    known = _standing(touchpoint)
    known.closed_at = at
    known.save(update_fields=["closed_at"])
    record("touchpoint.closed", known, by=by, at=at)


@transaction.atomic
def try_touchpoint(touchpoint: Touchpoint, *, works: bool, by: Doer, at: datetime) -> Touchpoint:
    """Somebody called it, or our own letter came back: it lives, or it is dead."""
    refuse_unless_allowed("try_touchpoint", by)
    known = _standing(touchpoint)
    known.tried_at, known.asked_at = at, None
    known.dead_since = None if works else known.dead_since or at
    known.save(update_fields=["tried_at", "asked_at", "dead_since"])
    record("touchpoint.tried" if works else "touchpoint.dead", known, by=by, at=at)
    return known


@transaction.atomic
def try_address(touchpoint: Touchpoint, *, by: Doer, at: datetime) -> int:
    """A letter to ourselves when a week has passed; dead when it is not back within the hour."""
    known = _standing(touchpoint)
    if known.asked_at:
        if at - known.asked_at < COMES_BACK_WITHIN:
            return 0
        try_touchpoint(known, works=False, by=by, at=at)
        return 1
    if not known.is_to_be_tried(at) or not is_read_by_us(known):
        return 0
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    unique = f"{int(at.timestamp())}"
    queue_letter(
        subject_ref=f"touchpoint:{known.pk}",
        case_id=None,
        mailbox=mailbox,
        to_name="",
        to_address=known.value,
        letter_subject=_("Does this address work?"),
        message_id=make_message_id(f"T-{known.pk}", settings.SECRET_KEY.encode(), host, unique),
        text=_("Slovo writes to itself once a week. Nobody has to answer this letter.") + "\n",
        headers=(("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")),
        send_at=at,
        by=by,
        at=at,
    )
    known.asked_at = at
    known.save(update_fields=["asked_at"])
    return 1


def hear_back(message_id: str, *, by: Doer, at: datetime) -> None:
    """A letter of our own has arrived: if it was one to a touchpoint, that one works."""
    ref = read_message_id(message_id, settings.SECRET_KEY.encode()) or ""
    kind, _dash, key = ref.partition("-")
    if kind != "T":
        return
    for touchpoint in Touchpoint.objects.standing().filter(pk=int(key)).exclude(asked_at=None):
        try_touchpoint(touchpoint, works=True, by=by, at=at)


def _standing(touchpoint: Touchpoint) -> Touchpoint:
    known = Touchpoint.objects.select_for_update().get(pk=touchpoint.pk)
    if known.closed_at:
        raise TouchpointIsClosed(_("%(value)s stands on no card any more.") % {"value": known})
    return known


def _normal(way: str, value: str) -> str:
    value = value.strip()
    if way in NUMBERS:
        return _number(value)
    if way == Way.MAIL:
        try:
            validate_email(value)
        except ValidationError as problem:
            words = _("“%(value)s” is no mail address.")
            raise TouchpointRefused(words % {"value": value}) from problem
        return value.lower()
    if not value:
        raise TouchpointRefused(_("Write how one finds you there."))
    return value


def _number(value: str) -> str:
    firm = Firm.current()
    try:
        return phones.kept(value, firm.country if firm else "")
    except ValueError as problem:
        words = _("“%(value)s” is no telephone number. Write it with the code of the country.")
        raise TouchpointRefused(words % {"value": value}) from problem
