"""Carrying a notice outside: to a browser, a Telegram chat, an SMS or voice gateway."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier, Reach
from slovo.lib.webhooks import Answer
from slovo.web.hooks import in_words
from slovo.web.ways import gateway, push, telegram

GONE = {Way.PUSH: (404, 410), Way.TELEGRAM: (403,), Way.GATEWAY: ()}
__all__ = ["carry", "is_gone", "why_not"]


def carry(reach: Reach, lines: Sequence[str], name: str, at: datetime) -> Answer:
    """`name` stays the same however often it is tried. Raises `CarrierUnreadable`."""
    if reach.way == Way.PUSH:
        return push.send(reach, lines)
    carrier = Carrier.objects.filter(way=reach.way).first()
    if carrier is None:
        return Answer(0, _("This way is not set up any more."), "other")
    if reach.way == Way.TELEGRAM:
        return telegram.send(carrier, reach, lines)
    return gateway.send(carrier, reach, lines, name, at)


def is_gone(reach: Reach, answer: Answer) -> bool:
    """The browser took its leave, or the chat was closed: nothing will ever arrive there."""
    return answer.code in GONE[Way(reach.way)]


def why_not(way: str, answer: Answer) -> str:
    if answer.trouble == "other" and answer.words:
        return answer.words
    return telegram.why_not(answer) if way == Way.TELEGRAM else in_words(answer)
