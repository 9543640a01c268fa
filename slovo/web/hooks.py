"""Calling an endpoint, and saying in words what came back."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.hooks.models import Endpoint
from slovo.domain.hooks.secrets import keys_of
from slovo.lib import clock, webhooks
from slovo.lib.webhooks import Answer

TEST = "slovo.test"


def call(endpoint: Endpoint, name: str, body: str) -> Answer:
    """Raises `SigningKeyUnreadable`. The stamp is the machine's own: receivers compare theirs."""
    keys = keys_of(endpoint, clock.now())
    headers = webhooks.headers_of(name, datetime.now(UTC), body, keys)
    return webhooks.post(endpoint.url, body, headers, may_be_private=settings.PRIVATE_CALLS)


def call_for_test(endpoint: Endpoint) -> Answer:
    """An event that nobody means; it is sent once and stands in no list."""
    body = as_body(TEST, clock.now(), {"endpoint": endpoint.pk})
    return call(endpoint, f"msg_{uuid4().hex}", body)


def as_body(kind: str, at: datetime, said: dict[str, Any]) -> str:
    whole = {"type": kind, "timestamp": at.isoformat().replace("+00:00", "Z"), "data": said}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def in_words(answer: Answer) -> str:
    """What came back, or why nothing did."""
    if answer.is_well:
        return _("It answered %(code)s: well received.") % {"code": answer.code}
    if 300 <= answer.code < 400:
        words = _("It answered %(code)s and points elsewhere. Enter the address it points to.")
        return words % {"code": answer.code}
    if answer.code:
        return _("It answered %(code)s.") % {"code": answer.code}
    sentences = {
        "forbidden": _("The address lies in a private network; we do not call there."),
        "unknown_host": _("There is no server of this name. Check the address."),
        "silent": _("It did not answer within fifteen seconds."),
        "certificate": _("Its certificate cannot be trusted for this name."),
        "refused": _("No connection is taken there."),
    }
    words = _("It cannot be reached: %(why)s")
    return sentences.get(answer.trouble) or words % {"why": answer.words}
