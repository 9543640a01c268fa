"""Browsers, chats and telephones a colleague is reached by; and cases he wants to hear less of."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.actions.choosing import mute, unmute
from slovo.domain.notices.actions.reaching import add_reach, drop_reach
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier, Mute, Reach
from slovo.interfaces.desk.asking import ask
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.ways.forms import BrowserForm, PhoneForm
from slovo.interfaces.desk.ways.pages import mine_page
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal
from slovo.web.ways import carry, telegram, why_not


@require_POST
@for_desk()
def add_browser(request: HttpRequest) -> HttpResponse:
    user, form = reader(request), BrowserForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        keys = {name: said[name] for name in ("p256dh", "auth")}
        sides = {"address": said["endpoint"], "keys": keys, "label": said["label"]}
        add_reach(user, way=Way.PUSH, **sides, by=user, at=clock.now())
        say(request, _("This browser shows you notices from now on."))
        return redirect("profile-notices")
    say_refusal(request, _("This browser has not said how it is reached. Try it again."))
    return redirect("profile-notices")


@require_POST
@for_desk()
def add_telegram(request: HttpRequest) -> HttpResponse:
    """He wrote his code to the bot; here we look for it."""
    user, carrier = reader(request), Carrier.objects.filter(way=Way.TELEGRAM).first()
    chat = ""
    try:
        chat = telegram.chat_of(carrier, user) if carrier else ""
        if chat:
            add_reach(user, way=Way.TELEGRAM, address=chat, by=user, at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("profile-notices")
    if chat:
        say(request, _("Telegram reaches you from now on."))
    else:
        say_refusal(request, _("We found no message with your code. Write it to the bot first."))
    return redirect("profile-notices")


@require_POST
@for_desk()
def add_phone(request: HttpRequest) -> HttpResponse:
    user, form = reader(request), PhoneForm(request.POST)

    def verb(address: str) -> Reach:
        return add_reach(user, way=Way.GATEWAY, address=address, by=user, at=clock.now())

    if ask(form, verb):
        say(request, _("Messages go to this telephone from now on."))
        return redirect("profile-notices")
    return mine_page(request, None, None, form)


@require_POST
@for_desk()
def drop(request: HttpRequest, reach_id: int) -> HttpResponse:
    drop_reach(_load(request, reach_id), by=reader(request), at=clock.now())
    say(request, _("Nothing goes there any more."))
    return redirect("profile-notices")


@require_POST
@for_desk()
def try_out(request: HttpRequest, reach_id: int) -> HttpResponse:
    """A word to himself, to see that it arrives."""
    reach = _load(request, reach_id)
    try:
        answer = carry(reach, [_("So notices reach you.")], f"msg_{uuid4().hex}", clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("profile-notices")
    if answer.is_well:
        say(request, _("It left, and was taken. Look whether you see it."))
    else:
        say_refusal(request, why_not(reach.way, answer))
    return redirect("profile-notices")


@require_POST
@for_desk()
def mute_case(request: HttpRequest, number: int) -> HttpResponse:
    """Pressed again it is heard again."""
    case, user, at = load_case(request, number), reader(request), clock.now()
    subject = f"case:{case.pk}"
    if Mute.objects.filter(user=user, subject=subject).exists():
        unmute(user, subject=subject, by=user, at=at)
        say(request, _("You hear of this case again."))
    else:
        mute(user, subject=subject, by=user, at=at)
        say(request, _("You hear of this case only what is urgent. Press again to hear all."))
    return redirect("case-show", case.ref)


def _load(request: HttpRequest, reach_id: int) -> Reach:
    his = Reach.objects.filter(user=reader(request), dropped_at=None)
    return get_object_or_404(his.select_related("user"), pk=reach_id)
