"""What a client does in Telegram, in the words of the Bot API."""

from slovo.domain.access.actions.links import link_for
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.channels.telegram.receive import look
from tests.make import MORNING

CHAT = 77001


def update(number, text="", *, at=MORNING, chat=CHAT, kind="message", **sides):
    writer = {"id": chat, "is_bot": False, "first_name": "Мирон", "language_code": "uk-UA"}
    said = {
        "message_id": number,
        "from": writer,
        "chat": {"id": chat, "type": "private"},
        "date": int(at.timestamp()),
        **({"text": text} if text else {}),
        **sides,
    }
    return {"update_id": 5000 + number, kind: said}


def came(api, *updates, at=MORNING):
    api.updates.extend(updates)
    return look(at)


def bound(api, person, at=MORNING):
    token = link_for(person, subject="telegram", by=HOUSE, at=at)
    came(api, update(1, f"/start {token}", at=at), at=at)
    return token
