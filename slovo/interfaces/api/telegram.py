"""A client and the firm's bot: his chats, and the link that binds one to him."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from slovo.domain.access.actions.links import link_for, revoke_link
from slovo.domain.access.links import standing_token
from slovo.domain.access.models import ClientLink
from slovo.domain.cases.actions.chatting import LINK
from slovo.domain.chats.models import Bot, open_bot
from slovo.domain.clients.models import Person
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.persons import load_person
from slovo.lib import clock

router = Router()


class ChatShape(Schema):
    username: str
    bound_at: AwareDatetime
    blocked_at: AwareDatetime | None


class TelegramShape(Schema):
    """`link`: whoever opens it first is taken for this client; null while there is none."""

    bot: str
    link: str | None
    chats: list[ChatShape]


@router.get(
    "/persons/{person_id}/telegram", summary="How he is reached in Telegram", response=TelegramShape
)
def show_telegram(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """404 while the firm has no bot."""
    return _shape(load_person(request, person_id), _bot())


@router.post(
    "/persons/{person_id}/telegram",
    summary="Make the link that binds his chat to him",
    response={201: TelegramShape},
)
def make_telegram_link(request: HttpRequest, person_id: int) -> Status[dict[str, Any]]:
    """The one that stands already is given again."""
    refuse_unless_allowed("save_person", asker(request))
    person, bot = load_person(request, person_id), _bot()
    link_for(person, subject=LINK, by=asker(request), at=clock.now())
    return Status(201, _shape(person, bot))


@router.delete("/persons/{person_id}/telegram", summary="Take the link back", response={204: None})
def drop_telegram_link(request: HttpRequest, person_id: int) -> Status[None]:
    refuse_unless_allowed("save_person", asker(request))
    person = load_person(request, person_id)
    for link in ClientLink.objects.filter(person=person, subject=LINK, revoked_at=None):
        revoke_link(link, by=asker(request), at=clock.now())
    return Status(204, None)


def _bot() -> Bot:
    bot = open_bot()
    if bot is None:
        raise Http404
    return bot


def _shape(person: Person, bot: Bot) -> dict[str, Any]:
    token = standing_token(person, LINK)
    chats = person.chats.filter(bot=bot).order_by("-bound_at", "-pk")
    return {
        "bot": bot.username,
        "link": bot.link_of(token) if token else None,
        "chats": [
            {"username": c.username, "bound_at": c.bound_at, "blocked_at": c.blocked_at}
            for c in chats
        ],
    }
