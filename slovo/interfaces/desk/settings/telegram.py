"""The firm's bot in Telegram: connected by its token, taken away again."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.chats.actions.bots import TokenMissing, connect_bot, disconnect_bot
from slovo.domain.chats.models import Bot, open_bot
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock, telegram
from slovo.lib.telegram import TelegramAway, TelegramRefused
from slovo.web.bots import sentence_of
from slovo.web.toasts import say


class BotForm(forms.Form):
    token = forms.RegexField(
        r"^\s*\d{1,20}:[A-Za-z0-9_-]{10,100}\s*$",
        label=_("Token"),
        max_length=140,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=True),
        error_messages={"invalid": _("A token looks like 123456789:AAE… Copy it whole.")},
        help_text=_("@BotFather in Telegram gives it when you make a bot. Kept encrypted."),
    )


@for_desk("change_settings")
def bot(request: HttpRequest) -> HttpResponse:
    form = BotForm(typed(request))
    made = ask(form, lambda token: _connect(request, token.strip()))
    if made:
        say(request, __("%(bot)s is connected. Clients can write to it now.") % {"bot": made})
        return redirect("settings-telegram")
    return form_part(request, "telegram", form, bot=open_bot())


@require_POST
@for_desk("change_settings")
def off(request: HttpRequest) -> HttpResponse:
    if known := open_bot():
        disconnect_bot(known, by=reader(request), at=clock.now())
        say(request, __("%(bot)s is disconnected. Its chats stay known.") % {"bot": known})
    return redirect("settings-telegram")


def _connect(request: HttpRequest, token: str) -> Bot:
    """Telegram itself says whose token it is."""
    try:
        me = telegram.Bot(settings.TELEGRAM_URL, token).me()
    except (TelegramAway, TelegramRefused) as problem:
        raise TokenMissing(__(sentence_of(problem))) from problem
    return connect_bot(
        token=token,
        number=me.number,
        username=me.username,
        name=me.name,
        by=reader(request),
        at=clock.now(),
    )
