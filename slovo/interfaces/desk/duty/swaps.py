"""Asking a colleague to take a duty, and his answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.duty.actions.swaps import accept_swap, ask_swap, decline_swap, withdraw_swap
from slovo.domain.duty.models import Shift, Swap
from slovo.domain.duty.wordings import when_of
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.interfaces.desk.duty.forms import SwapForm
from slovo.interfaces.desk.duty.shifts import duty_form, load_shift
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

ANSWERS = {"accept": accept_swap, "decline": decline_swap, "withdraw": withdraw_swap}


@for_desk("swap_shift")
def ask_for(request: HttpRequest, shift_id: int) -> HttpResponse:
    shift, user, at = load_shift(request, shift_id), reader(request), clock.now()
    voice = Voice.here(at)
    form = SwapForm(typed(request))
    members = shift.team.members.filter(left_at=None).exclude(pk=user.pk).order_by("full_name")
    theirs = Shift.objects.standing().filter(team=shift.team, starts_at__gt=at)
    form.fields["to"].queryset = members  # type: ignore[attr-defined]
    form.fields["in_return"].queryset = (  # type: ignore[attr-defined]
        theirs.exclude(user=user).order_by("starts_at")
    )
    form.fields["in_return"].label_from_instance = (  # type: ignore[attr-defined]
        lambda one: f"{one.user.full_name}: {when_of(one, voice.zone, voice.language)}"
    )
    swap = ask(form, lambda **said: ask_swap(shift, **said, by=user, at=at))
    if swap:
        say(request, _("%(name)s is asked. The duty is yours until then.") % {"name": swap.to})
        return redirect("rota")
    lede = when_of(shift, voice.zone, voice.language)
    title, button = _("Ask a colleague to take your duty"), _("Ask")
    return duty_form(request, form, title=title, button=button, lede=lede)


@require_POST
@for_desk("swap_shift")
def answer(request: HttpRequest, swap_id: int) -> HttpResponse:
    verb = ANSWERS.get(request.POST.get("answer", ""))
    swap = get_object_or_404(Swap, pk=swap_id)
    if reader(request).pk not in (swap.to_id, swap.asked_by_id) or verb is None:
        raise Http404
    try:
        verb(swap, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, _("Your answer is kept."))
    return back_to(request, "rota")
