"""Where colleagues are reached, and by whom their notices are carried outside."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier, Reach
from slovo.domain.notices.secrets import lock
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

TELEGRAM = "https://api.telegram.org"
MOST = 20


class ReachRefused(Refusal):
    """A way needs an address, and whoever carries it must be known first."""


@transaction.atomic
def add_reach(
    user: User,
    *,
    way: Way,
    address: str,
    keys: Mapping[str, str] | None = None,
    label: str = "",
    by: User,
    at: datetime,
) -> Reach:
    """A browser, a chat, a telephone of his own. Said twice, it is known once."""
    if by.pk != user.pk or not by.is_active:
        raise NotAllowed("add_reach")
    if not address.strip() or way == Way.MAIL:
        raise ReachRefused(_("Say where you are reached."))
    if way == Way.PUSH and not {"p256dh", "auth"} <= set(keys or {}):
        raise ReachRefused(_("This browser has not said how it is reached. Try it again."))
    if way != Way.PUSH and not Carrier.objects.filter(way=way).exists():
        raise ReachRefused(_("The firm has not set up this way yet: ask your principal."))
    if Reach.objects.filter(user=user, dropped_at=None).count() >= MOST:
        raise ReachRefused(_("These are many ways already. Take one out first."))
    sides = {"keys": dict(keys or {}), "label": label.strip()[:120], "made_at": at}
    row, is_new = Reach.objects.get_or_create(
        user=user, way=way, address=address.strip()[:1000], dropped_at=None, defaults=sides
    )
    if is_new:
        record("reach.added", row, by=by, at=at, user=user.pk, way=way.value)
    return row


@transaction.atomic
def drop_reach(reach: Reach, *, by: User, at: datetime) -> None:
    if by.pk != reach.user_id:
        raise NotAllowed("drop_reach")
    if Reach.objects.filter(pk=reach.pk, dropped_at=None).update(dropped_at=at):
        record("reach.dropped", reach, by=by, at=at, user=reach.user_id, way=reach.way)


@transaction.atomic
def save_carrier(*, way: Way, url: str = "", secret: str = "", by: User, at: datetime) -> Carrier:
    """The bot's token, or the gateway and the secret that signs; an empty secret stays as it is."""
    refuse_unless_allowed("change_settings", by)
    address = url.strip() or (TELEGRAM if way == Way.TELEGRAM else "")
    if urlsplit(address).scheme not in ("https", "http") or not urlsplit(address).hostname:
        raise ReachRefused(_("Write the whole address, such as https://sms.example/send."))
    known = Carrier.objects.select_for_update().filter(way=way).first()
    if not secret.strip() and (known is None or not known.secret):
        raise ReachRefused(_("Write the secret: without it nothing can be sent."))
    row = known or Carrier(way=way)
    row.url, row.changed_at = address, at
    if secret.strip():
        row.secret = lock(secret.strip())
    row.save()
    record("carrier.saved", row, by=by, at=at, way=way.value)
    return row
