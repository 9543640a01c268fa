"""How clients reach us: numbers and addresses, tried by hand or by a letter to ourselves."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.models import Topic
from slovo.domain.engagements.actions.touchpoints import (
    close_touchpoint,
    save_touchpoint,
    try_touchpoint,
)
from slovo.domain.engagements.card import lacking_cards
from slovo.domain.engagements.living import is_read_by_us
from slovo.domain.engagements.models import Audience, Touchpoint, Way
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

MOST = 20


class TouchpointForm(forms.Form):
    way = forms.ChoiceField(label=_("What it is"), choices=Way.choices)
    value = forms.CharField(
        label=_("Number, address or name"),
        max_length=200,
        help_text=_("As a client would dial or type it; a telephone with the code of the country."),
    )
    audience = forms.ChoiceField(
        label=_("On whose card"),
        choices=Audience.choices,
        required=False,
        help_text=_(
            "Where a kind of client has a way of its own, its card shows that one and no other."
        ),
    )
    topic = forms.ModelChoiceField(
        label=_("For one topic"),
        queryset=Topic.objects.filter(dropped_at=None).order_by("name"),
        required=False,
        empty_label=_("For everything"),
        help_text=_("Whoever writes there is served by the colleague of the topic."),
    )


@for_desk("try_touchpoint")
def show_list(request: HttpRequest) -> HttpResponse:
    now, user = clock.now(), reader(request)
    rows = [
        {"row": row, "tries_itself": is_read_by_us(row)}
        for row in Touchpoint.objects.standing().select_related("topic")
    ]
    language = get_language() or "en"
    incomplete = lacking_cards(now, language, MOST) if user.may("see_cases") else []
    return part(
        request,
        "reach",
        rows=rows,
        incomplete=incomplete,
        may_change=user.may("change_settings"),
    )


@for_desk("change_settings")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Touchpoint, pk=pk, closed_at=None) if pk else None
    sides = ("way", "value", "audience", "topic")
    initial = {side: getattr(known, side) for side in sides} if known else {}
    form = TouchpointForm(typed(request), initial=initial)
    saved = ask(
        form, lambda **said: save_touchpoint(known, **said, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, __("%(value)s stands on the cards now.") % {"value": saved.value})
        return redirect("settings-reach")
    return form_part(request, "touchpoint", form, known=known)


@require_POST
@for_desk("try_touchpoint")
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    touchpoint = get_object_or_404(Touchpoint, pk=pk, closed_at=None)
    works = request.POST.get("works") == "yes"
    try_touchpoint(touchpoint, works=works, by=reader(request), at=clock.now())
    words = (
        __("%(value)s works. In a week we ask again.")
        if works
        else __("%(value)s is off every card until it works again.")
    )
    say(request, words % {"value": touchpoint.value})
    return redirect("settings-reach")


@require_POST
@for_desk("change_settings")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    touchpoint = get_object_or_404(Touchpoint, pk=pk, closed_at=None)
    close_touchpoint(touchpoint, by=reader(request), at=clock.now())
    say(request, __("%(value)s stands on no card any more.") % {"value": touchpoint.value})
    return redirect("settings-reach")
