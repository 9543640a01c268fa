"""What a mistake costs us: free hours, lines that are not paid, losses made good."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.seeing import within_sight
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.mistakes.actions.damages import claim_damage, decide_damage
from slovo.domain.mistakes.actions.payouts import pay_back
from slovo.domain.mistakes.actions.rework import link_rework, log_rework
from slovo.domain.mistakes.actions.verdicts import give_verdict
from slovo.domain.mistakes.models import Damage, Mistake, Payout
from slovo.interfaces.desk.asking import sent, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.mistakes.doors import form_page, load_mistake
from slovo.interfaces.desk.mistakes.money_forms import (
    ClaimForm,
    DecideForm,
    LinkForm,
    PaidForm,
    ReworkForm,
    VerdictForm,
)
from slovo.lib import clock
from slovo.lib.sums import money
from slovo.web.downloads import download

PAY_WITHIN = timedelta(days=10)


@for_desk("log_rework")
def rework(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake, at = load_mistake(request, mistake_id), clock.now()
    return form_page(
        request,
        mistake,
        ReworkForm(typed(request), initial={"day": today(at)}),
        lambda **said: log_rework(mistake, **said, by=reader(request), at=at),
        title=_("Hours spent to put it right"),
        lede=_("On the invoice they stand at zero, and nobody can price them."),
        button=_("Write it down"),
        done=_("The hours are free for the client."),
    )


@for_desk("log_rework")
def link(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    logged = TimeEntry.objects.filter(engagement=mistake.case.engagement_id, dropped_at=None)
    free = logged.filter(rework=None, engagement__isnull=False).select_related("user")
    return form_page(
        request,
        mistake,
        LinkForm(free, typed(request)),
        lambda **said: link_rework(mistake, **said, by=reader(request), at=clock.now()),
        title=_("Hours that are written down already"),
        lede=_("They were spent to put it right: what the client was asked to pay for them goes.")
        if free.exists()
        else _("No hours of this agreement are left that the client pays for."),
        button=_("They are free"),
        done=_("The hours are free for the client."),
    )


@for_desk("claim_damage")
def claim(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    return form_page(
        request,
        mistake,
        ClaimForm(*sent(request)),
        lambda **said: claim_damage(mistake, **said, by=reader(request), at=clock.now()),
        title=_("What the client lost"),
        lede=_("A principal decides within five business days and writes to the client."),
        button=_("Put it to the principal"),
        done=_("The principal knows of it."),
    )


@require_safe
@for_desk()
def damage_file(request: HttpRequest, mistake_id: int, damage_id: int) -> HttpResponse:
    rows = Damage.objects.filter(mistake=load_mistake(request, mistake_id)).exclude(file="")
    damage = get_object_or_404(rows, pk=damage_id)
    return download(damage.file, damage.name)


@for_desk("decide_damage")
def decide(request: HttpRequest, mistake_id: int, damage_id: int) -> HttpResponse:
    mistake, at = load_mistake(request, mistake_id), clock.now()
    damage = get_object_or_404(Damage, mistake=mistake, pk=damage_id)
    claimed = money(damage.claimed, damage.currency, get_language() or "en")
    first = {"agreed": damage.claimed, "pay_on": today(at + PAY_WITHIN)}
    return form_page(
        request,
        mistake,
        DecideForm(typed(request), initial=first),
        lambda **said: decide_damage(damage, **said, by=reader(request), at=at),
        title=_("Decide about the loss"),
        lede=f"{damage.text}: {claimed}\n{damage.evidence}",
        button=_("Decide, and tell the client"),
        done=_("The client is told."),
    )


@for_desk("give_verdict")
def verdict(request: HttpRequest, mistake_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    return form_page(
        request,
        mistake,
        VerdictForm(lines_of(mistake, reader(request)), typed(request)),
        lambda **said: give_verdict(mistake, **said, by=reader(request), at=clock.now()),
        title=_("The work was not of quality"),
        lede=_(
            "What is not paid yet is held at once; what is paid goes back within ten days. "
            "The client is told both figures."
        ),
        button=_("Decide, and tell the client"),
        done=_("The client is told."),
    )


@for_desk("pay_back")
def pay(request: HttpRequest, mistake_id: int, payout_id: int) -> HttpResponse:
    mistake = load_mistake(request, mistake_id)
    payout = get_object_or_404(Payout.objects.select_related("promise"), pk=payout_id)
    if payout.mistake_id != mistake.pk:
        return HttpResponse(status=404)
    payout.mistake = mistake
    return form_page(
        request,
        mistake,
        PaidForm(typed(request)),
        lambda **said: pay_back(payout, **said, by=reader(request), at=clock.now()),
        title=_("It is paid back"),
        lede=payout.promise.text,
        button=_("It is paid"),
        done=_("It is paid, and the promise has its end."),
    )


def lines_of(mistake: Mistake, user: Any) -> Any:
    """What this client was asked to pay and has not got back, the newest first."""
    person = mistake.case.person_id
    rows = InvoiceLine.objects.live().filter(invoice__person=person, zeroed_at=None)
    seen = rows.filter(within_sight(user, "invoice__engagement__"), invoice__withdrawn_at=None)
    issued = seen.filter(invoice__issued_at__isnull=False, amount__gt=0)
    return issued.select_related("invoice").order_by("-pk")
