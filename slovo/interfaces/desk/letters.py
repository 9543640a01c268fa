"""Outgoing letters: what left, what waits, what failed and why, and trying again."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import hidden_from, hides_from
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.queueing import retry_delivery
from slovo.domain.post.models import Delivery
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

STATES = {
    "queued": _("waits to leave"),
    "sending": _("is leaving"),
    "sent": _("left"),
    "failed": _("could not leave"),
    "returned": _("came back"),
    "cancelled": _("taken back"),
}
TROUBLE = Q(failed_at__isnull=False) | Q(returned_at__isnull=False)
VIEWS: dict[str, tuple[Any, Q]] = {
    "": (_("All"), Q()),
    "waiting": (_("Waiting"), Q(next_at__isnull=False)),
    "trouble": (_("In trouble"), TROUBLE & Q(cancelled_at=None)),
}


@for_desk("see_letters")
def show_list(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("show", "")
    _name, condition = VIEWS.get(chosen, VIEWS[""])
    letters = Delivery.objects.filter(condition)
    user = reader(request)
    if hides_from(user):
        hidden = hidden_from(user).values("pk")
        letters = letters.filter(Q(case_id=None) | ~Q(case_id__in=hidden))
    found = slice_of(letters, "-queued_at", request.GET.get("after", ""))
    refs = case_refs(request, found.rows)
    rows = [
        {
            "letter": row,
            "state": row.state,
            "words": STATES[row.state],
            "ref": refs.get(row.case_id),
        }
        for row in found.rows
    ]
    views = [(key, name) for key, (name, _condition) in VIEWS.items()]
    context = {"rows": rows, "after": found.after, "views": views, "chosen": chosen}
    return render(request, "desk/letters/list.html", context)


def case_refs(request: HttpRequest, rows: list[Delivery]) -> dict[int, str]:
    """Cases of the letters, for those who may see cases."""
    numbers = {row.case_id for row in rows if row.case_id}
    cases: QuerySet[Case] = Case.objects.visible_to(reader(request)).filter(pk__in=numbers)
    return {pk: f"S-{number}" for pk, number in cases.values_list("pk", "number")}


@require_POST
@for_desk("retry_delivery")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery, pk=pk)
    try:
        retry_delivery(delivery, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        words = __("The letter to %(address)s is tried again now.")
        say(request, words % {"address": delivery.to_address})
    return back_to(request, "letter-list")
