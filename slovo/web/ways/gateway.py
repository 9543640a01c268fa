"""A gateway for SMS or voice: one signed call by the Standard Webhooks specification."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings

from slovo.domain.notices.models import Carrier, Reach
from slovo.domain.notices.secrets import unlock
from slovo.lib import webhooks
from slovo.lib.phones import dialled
from slovo.lib.webhooks import Answer


def send(carrier: Carrier, reach: Reach, lines: Sequence[str], name: str, at: datetime) -> Answer:
    """The stamp of the signature is the machine's own: receivers compare theirs."""
    said = {
        "type": "notice",
        "timestamp": at.isoformat().replace("+00:00", "Z"),
        "data": {
            "to": dialled(reach.address),
            "name": reach.user.full_name,
            "text": "\n".join(lines),
        },
    }
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    headers = webhooks.headers_of(name, datetime.now(UTC), body, [unlock(carrier.secret)])
    return webhooks.post(carrier.url, body, headers, may_be_private=settings.PRIVATE_CALLS)
