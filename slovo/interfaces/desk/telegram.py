"""A client and the firm's bot: the link that binds his chat to him, and how it stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.access.actions.links import link_for, revoke_link
from slovo.domain.access.links import standing_token
from slovo.domain.access.models import ClientLink
from slovo.domain.cases.actions.chatting import LINK
from slovo.domain.chats.models import open_bot
from slovo.domain.clients.models import Person
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.lib import clock
from slovo.web.toasts import say


def telegram_of(person: Person) -> dict[str, Any]:
    """Nothing where the firm has no bot."""
    bot = open_bot()
    if bot is None:
        return {}
    token = standing_token(person, LINK)
    return {
        "bot": bot,
        "chats": person.chats.filter(bot=bot).order_by("-bound_at", "-pk"),
        "bot_link": bot.link_of(token) if token else "",
    }


@require_POST
@for_desk("save_person")
def make(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    if open_bot():
        link_for(person, subject=LINK, by=reader(request), at=clock.now())
        say(request, _("The link is made. Give it to nobody but the client: it opens once."))
    return redirect("person-show", pk)


@require_POST
@for_desk("save_person")
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    for link in ClientLink.objects.filter(person=person, subject=LINK, revoked_at=None):
        revoke_link(link, by=reader(request), at=clock.now())
    say(request, _("The link opens nothing any more."))
    return redirect("person-show", pk)
