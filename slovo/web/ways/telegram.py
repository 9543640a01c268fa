"""The plain Bot API over HTTPS: no library, no webhook of ours."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.models import Carrier, Reach
from slovo.domain.notices.secrets import unlock
from slovo.domain.staff.models import User
from slovo.lib import webhooks
from slovo.lib.webhooks import Answer
from slovo.web.bots import CODES, TROUBLES
from slovo.web.hooks import in_words

HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
LONGEST = 4000
MOST_READ = 500_000


class BotUnheard(Refusal):
    """The bot that tells colleagues could not be asked: its token, its address or the network."""


def send(carrier: Carrier, reach: Reach, lines: Sequence[str]) -> Answer:
    text = "\n".join([*lines, f"{settings.PUBLIC_URL}/notices/"])[:LONGEST]
    said = {"chat_id": reach.address, "text": text, "link_preview_options": {"is_disabled": True}}
    return _call(carrier, "sendMessage", said)


def why_not(answer: Answer) -> str:
    """What came back, for whoever gave the token or the address; empty when all is well."""
    said = CODES.get(answer.code) or TROUBLES.get(answer.trouble)
    return "" if answer.is_well else _(said) if said else in_words(answer)


def why_unheard(carrier: Carrier) -> str:
    """Asks the bot who it is; empty when it answers."""
    return why_not(_call(carrier, "getMe", {}))


def code_of(user: User) -> str:
    """What he writes to the bot, so that it knows whose chat it is."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"telegram:{user.pk}".encode(), hashlib.sha256).hexdigest()
    return made[:10]


def chat_of(carrier: Carrier, user: User) -> str:
    """The chat in which he wrote his code to the bot lately; empty when he did not.

    Raises `BotUnheard`.
    """
    answer = _call(carrier, "getUpdates", {"limit": 100, "allowed_updates": ["message"]})
    if not answer.is_well:
        raise BotUnheard(why_not(answer))
    try:
        updates: list[dict[str, Any]] = json.loads(answer.words)["result"]
    except (ValueError, KeyError, TypeError):
        return ""
    for update in reversed(updates):
        message = update.get("message") or {}
        if code_of(user) in str(message.get("text", "")).split():
            return str((message.get("chat") or {}).get("id", ""))
    return ""


def _call(carrier: Carrier, method: str, said: dict[str, Any]) -> Answer:
    url = f"{carrier.url.rstrip('/')}/bot{unlock(carrier.secret)}/{method}"
    body = json.dumps(said, ensure_ascii=False)
    may_be_private = settings.PRIVATE_CALLS
    return webhooks.post(url, body, HEADERS, may_be_private=may_be_private, most=MOST_READ)
