"""How a colleague, a team and the firm want notices carried."""

from datetime import time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.actions.choosing import choose_ways, save_manner
from slovo.domain.notices.actions.reaching import save_carrier
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier, Manner, Reach
from slovo.domain.staff.models import Team, User
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.interfaces.desk.ways.forms import (
    GatewayForm,
    MannerForm,
    PhoneForm,
    TelegramForm,
    WaysForm,
)
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal
from slovo.web.ways import push, telegram


@for_desk()
def mine(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    form = table_of(user, typed(request))
    if _chosen(request, user, form):
        return redirect("profile-notices")
    return mine_page(request, form, None)


@require_POST
@for_desk()
def hours(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    form = MannerForm(request.POST)
    if ask(form, lambda **said: save_manner(user, **said, by=user, at=clock.now())):
        say(request, _("Your hours are kept."))
        return redirect("profile-notices")
    return mine_page(request, None, form)


def mine_page(
    request: HttpRequest,
    table: WaysForm | None,
    manner: MannerForm | None,
    phone: forms.Form | None = None,
) -> HttpResponse:
    user = reader(request)
    known = Manner.objects.filter(user=user).first()
    initial = {"digest_at": time(8, 30)}
    if known:
        initial = {name: getattr(known, name) for name in MannerForm.base_fields}
    wrong = next((form for form in (table, manner, phone) if form and form.is_bound), None)
    carriers = set(Carrier.objects.values_list("way", flat=True))
    context = {
        "table": table or table_of(user),
        "manner": manner or MannerForm(initial=initial),
        "phone_form": phone or PhoneForm(initial={"address": user.phone}),
        "reaches": list(Reach.objects.filter(user=user, dropped_at=None).order_by("pk")),
        "push_key": push.public_key(),
        "code": telegram.code_of(user) if Way.TELEGRAM in carriers else "",
        "has_gateway": Way.GATEWAY in carriers,
    }
    return show(request, "desk/ways/mine.html", wrong or forms.Form(), context)


def table_of(of: User | Team, data: Any = None) -> WaysForm:
    reaches = Reach.objects.filter(dropped_at=None)
    his = reaches.filter(user=of) if isinstance(of, User) else reaches.filter(user__teams=of)
    has = list(his.order_by("way").values_list("way", flat=True).distinct())
    return WaysForm(data, chosen={choice.kind: choice for choice in of.choices.all()}, has=has)


@for_desk("save_team")
def of_team(request: HttpRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(Team, pk=pk)
    form = table_of(team, typed(request))
    if _chosen(request, team, form):
        return redirect("settings-team", team.pk)
    return form_part(request, "team_notices", form, known=team)


@for_desk("change_settings")
def carriers(request: HttpRequest) -> HttpResponse:
    """Two small forms; the button says which of them was sent."""
    kept = {carrier.way: carrier for carrier in Carrier.objects.all()}
    asked = request.POST.get("way", Way.TELEGRAM)
    made: dict[Way, Any] = {}
    for way, kind in ((Way.TELEGRAM, TelegramForm), (Way.GATEWAY, GatewayForm)):
        known = kept.get(way)
        initial = {"url": known.url} if known else {}
        made[way] = kind(typed(request) if asked == way else None, initial=initial)
        if known is None and isinstance(made[way], GatewayForm):
            made[way].offer_secret()
        if saved := ask(made[way], _saving(request, way)):
            say(request, _("It is kept. Colleagues can choose this way now."))
            if way == Way.TELEGRAM and (why := telegram.why_unheard(saved)):
                say_refusal(request, why)
            return redirect(reverse("settings-carriers"))
    wrong = next((form for form in made.values() if form.is_bound), forms.Form())
    context = {"telegram": made[Way.TELEGRAM], "gateway": made[Way.GATEWAY], "kept": set(kept)}
    return form_part(request, "carriers", wrong, **context)


def _saving(request: HttpRequest, way: Way) -> Any:
    return lambda **said: save_carrier(way=way, **said, by=reader(request), at=clock.now())


def _chosen(request: HttpRequest, of: User | Team, form: WaysForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        choose_ways(of, ways=form.ways, digests=form.digests, by=reader(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    say(request, _("The ways are kept."))
    return True
