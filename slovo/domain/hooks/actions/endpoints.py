"""Addresses of other programs, and the secrets by which they know us."""

import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.hooks.kinds import KINDS
from slovo.domain.hooks.models import Endpoint
from slovo.domain.hooks.secrets import lock
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.outward import is_public
from slovo.lib.webhooks import new_secret

BOTH_SIGN = timedelta(hours=24)
LONGEST_URL = 500


class EndpointUnsafe(Refusal):
    """What happens here is told over https only, and not inside a private network."""


class EndpointNameMissing(Refusal):
    """Colleagues must know later whose program it is."""


class NoEventChosen(Refusal):
    """An endpoint that is told nothing is none."""


class EventUnknown(Refusal):
    """The list of events is closed."""


@transaction.atomic
def add_endpoint(
    *, name: str, url: str, kinds: Iterable[str], by: Doer, at: datetime
) -> tuple[Endpoint, str]:
    """Return it with its secret, which can be read this once and never again."""
    refuse_unless_allowed("change_settings", by)
    secret = new_secret()
    endpoint = Endpoint(secret=lock(secret), made_at=at)
    _write_sides(endpoint, name, url, kinds)
    record("endpoint.added", endpoint, by=by, at=at, kinds=endpoint.kinds)
    return endpoint, secret


@transaction.atomic
def change_endpoint(
    endpoint: Endpoint, *, name: str, url: str, kinds: Iterable[str], by: Doer, at: datetime
) -> Endpoint:
    """What waits for it goes to the new address."""
    refuse_unless_allowed("change_settings", by)
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    before = (endpoint.name, endpoint.url, endpoint.kinds)
    _write_sides(endpoint, name, url, kinds)
    if before != (endpoint.name, endpoint.url, endpoint.kinds):
        record("endpoint.changed", endpoint, by=by, at=at, kinds=endpoint.kinds)
    return endpoint


@transaction.atomic
def rotate_secret(endpoint: Endpoint, *, by: Doer, at: datetime) -> str:
    """A new secret, shown once; the one before it signs too for a day."""
    refuse_unless_allowed("change_settings", by)
    secret = new_secret()
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    endpoint.old_secret, endpoint.old_until = endpoint.secret, at + BOTH_SIGN
    endpoint.secret = lock(secret)
    endpoint.save(update_fields=["secret", "old_secret", "old_until"])
    record("endpoint.rotated", endpoint, by=by, at=at)
    return secret


@transaction.atomic
def pause_endpoint(endpoint: Endpoint, *, why: str = "", by: Doer, at: datetime) -> Endpoint:
    """Nothing is sent, and what happens meanwhile is not kept for it; `why` is the house's."""
    refuse_unless_allowed("change_settings", by)
    running = Endpoint.objects.filter(pk=endpoint.pk, paused_at=None)
    is_first = running.update(paused_at=at, failure=why[:300])
    endpoint.refresh_from_db()
    if is_first:
        record("endpoint.paused", endpoint, by=by, at=at)
    return endpoint


@transaction.atomic
def resume_endpoint(endpoint: Endpoint, *, by: Doer, at: datetime) -> Endpoint:
    """What still waits leaves at once."""
    refuse_unless_allowed("change_settings", by)
    paused = Endpoint.objects.filter(pk=endpoint.pk).exclude(paused_at=None)
    is_first = paused.update(paused_at=None, failure="")
    endpoint.refresh_from_db()
    if is_first:
        endpoint.errands.filter(next_at__gt=at, leased_until=None).update(next_at=at)
        record("endpoint.resumed", endpoint, by=by, at=at)
    return endpoint


@transaction.atomic
def drop_endpoint(endpoint: Endpoint, *, by: Doer, at: datetime) -> None:
    """It is told nothing any more; what waited for it is thrown away."""
    refuse_unless_allowed("change_settings", by)
    if Endpoint.objects.filter(pk=endpoint.pk).exists():
        record("endpoint.dropped", endpoint, by=by, at=at)
        Endpoint.objects.filter(pk=endpoint.pk).delete()


def _write_sides(endpoint: Endpoint, name: str, url: str, kinds: Iterable[str]) -> None:
    name, url, chosen = name.strip()[:80], url.strip(), set(kinds)
    if not name:
        raise EndpointNameMissing(_("Write whose program this is."))
    _refuse_unsafe(url)
    if not chosen:
        raise NoEventChosen(_("Choose at least one event."))
    for kind in sorted(chosen - KINDS.keys()):
        raise EventUnknown(_("There is no event “%(name)s” to be told of.") % {"name": kind})
    endpoint.name, endpoint.url = name, url
    endpoint.kinds = [kind for kind in KINDS if kind in chosen]
    endpoint.save()


def _refuse_unsafe(url: str) -> None:
    """A name is looked up when it is called: what it means today may not be what it means then."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    safe = ("https", "http") if settings.PRIVATE_CALLS else ("https",)
    is_whole = bool(host) and parts.username is None and url.isprintable() and " " not in url
    if parts.scheme not in safe or not is_whole or len(url) > LONGEST_URL:
        raise EndpointUnsafe(
            _("Write an address that begins with https://, such as https://example.com/slovo.")
        )
    if not settings.PRIVATE_CALLS and _is_private(host):
        raise EndpointUnsafe(_("%(host)s lies in a private network.") % {"host": host})


def _is_private(host: str) -> bool:
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return host == "localhost"
