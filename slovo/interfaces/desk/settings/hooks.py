"""Endpoints: other programs that are told what happens here."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from slovo.domain.hooks.actions.endpoints import (
    add_endpoint,
    change_endpoint,
    drop_endpoint,
    pause_endpoint,
    resume_endpoint,
    rotate_secret,
)
from slovo.domain.hooks.actions.errands import send_again
from slovo.domain.hooks.kinds import GROUPS, KINDS
from slovo.domain.hooks.models import Endpoint, Errand
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.hooks import call_for_test, in_words
from slovo.web.toasts import say, say_refusal

SHOWN = 30
STATES = {
    "queued": _("waits to leave"),
    "sending": _("is leaving"),
    "delayed": _("tried again later"),
    "sent": _("received"),
    "failed": _("given up"),
}


class EndpointForm(KnownForm):
    """Whose program, where it listens, and what it is told."""

    name = forms.CharField(
        label=_("Whose program it is"), max_length=80, help_text=_("So that you know it later.")
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("It begins with https:// and is open to the internet."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is told"),
        choices=[(kind, told.words) for kind, told in KINDS.items()],
        error_messages={"required": _("Choose at least one event.")},
    )


@for_desk("change_settings")
def endpoint_list(request: HttpRequest) -> HttpResponse:
    return part(request, "hooks", rows=Endpoint.objects.all())


@never_cache
@for_desk("change_settings")
def endpoint_new(request: HttpRequest) -> HttpResponse:
    form = EndpointForm(typed(request), is_known=False)
    made = ask(form, lambda **sides: add_endpoint(**sides, by=reader(request), at=clock.now()))
    if made is None:
        return form_part(request, "hook_new", form, groups=groups_of(form))
    return _page(request, made[0], raw=made[1])


@for_desk("change_settings")
def endpoint_edit(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Endpoint, pk=pk)
    form = EndpointForm(typed(request), initial=_sides(known))
    by, at = reader(request), clock.now()
    saved = ask(form, lambda **sides: change_endpoint(known, **sides, by=by, at=at))
    if saved:
        say(request, __("“%(name)s” is saved.") % {"name": saved.name})
        return redirect("settings-hook", pk)
    return _page(request, known, form)


@require_POST
@for_desk("change_settings")
def endpoint_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it now, and show what it says."""
    known = get_object_or_404(Endpoint, pk=pk)
    try:
        answer = call_for_test(known)
    except Refusal as refusal:
        found = {"is_well": False, "sentence": str(refusal)}
    else:
        said = answer.words if answer.code else ""
        found = {"is_well": answer.is_well, "sentence": in_words(answer), "said": said[:500]}
    return _page(request, known, found=found)


@never_cache
@require_POST
@for_desk("change_settings")
def endpoint_rotate(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Endpoint, pk=pk)
    raw = rotate_secret(known, by=reader(request), at=clock.now())
    known.refresh_from_db()
    return _page(request, known, raw=raw)


@require_POST
@for_desk("change_settings")
def endpoint_pause(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Endpoint, pk=pk)
    pause_endpoint(known, by=reader(request), at=clock.now())
    say(request, __("“%(name)s” is told nothing until you let it go on.") % {"name": known.name})
    return redirect("settings-hook", pk)


@require_POST
@for_desk("change_settings")
def endpoint_resume(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Endpoint, pk=pk)
    resume_endpoint(known, by=reader(request), at=clock.now())
    say(request, __("“%(name)s” is told again what happens.") % {"name": known.name})
    return redirect("settings-hook", pk)


@require_POST
@for_desk("change_settings")
def endpoint_drop(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Endpoint, pk=pk)
    drop_endpoint(known, by=reader(request), at=clock.now())
    say(request, __("“%(name)s” is told nothing any more.") % {"name": known.name})
    return redirect("settings-hooks")


@require_POST
@for_desk("change_settings")
def errand_again(request: HttpRequest, errand_id: int) -> HttpResponse:
    errand = get_object_or_404(Errand, pk=errand_id)
    try:
        send_again(errand, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, __("It is sent again now, under the same number."))
    return redirect("settings-hook", errand.endpoint_id)


def groups_of(form: forms.Form) -> list[dict[str, Any]]:
    chosen = form["kinds"].value() or ()
    return [
        {
            "words": group.words,
            "kinds": [(kind, told.words, kind in chosen) for kind, told in group.kinds.items()],
            "count": sum(kind in chosen for kind in group.kinds),
        }
        for group in GROUPS
    ]


def _page(
    request: HttpRequest, known: Endpoint, form: EndpointForm | None = None, **found: Any
) -> HttpResponse:
    form = form or EndpointForm(initial=_sides(known))
    latest = known.errands.select_related("event").order_by("-pk")[:SHOWN]
    rows = [
        {"errand": each, "words": KINDS[each.event.kind].words, "state": STATES[each.state]}
        for each in latest
    ]
    both_sign = known.old_until if known.old_until and known.old_until > clock.now() else None
    facts = {"known": known, "rows": rows, "groups": groups_of(form), "both_sign": both_sign}
    return form_part(request, "hook", form, **facts, **found)


def _sides(known: Endpoint) -> dict[str, Any]:
    return {"name": known.name, "url": known.url, "kinds": known.kinds}
