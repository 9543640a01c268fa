"""Which letter of ours a returned one is about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from slovo.domain.post.models import Delivery

REMEMBERED = timedelta(days=2)


def delivery_of(message_ids: Iterable[str], address: str, at: datetime) -> Delivery | None:
    """By the Message-ID it names; else the last letter that went to the address in two days.

    Addresses are kept small; a server may say one as it liked, or as we wrote it.
    """
    named = Delivery.objects.filter(message_id__in=[one for one in message_ids if one][:50])
    found = named.order_by("-queued_at", "-pk").first()
    if found or not address:
        return found
    sent = Delivery.objects.filter(
        to_address__in=sorted({address, address.lower()}),
        sent_at__gt=at - REMEMBERED,
        sent_at__lte=at,
    )
    return sent.order_by("-sent_at", "-pk").first()
