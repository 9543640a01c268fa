"""What changed since a page was drawn, told cheaply."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import hidden_from, hides_from
from slovo.domain.journal.models import Event, EventQuery
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.lib.prepared import Prepared

MOST = 100
_LAST = Prepared(lambda: Event.objects.order_by("-id").values_list("id")[:1])


def last_event_id() -> int:
    return next((key for (key,) in _LAST()), 0)


@for_desk()
def live(request: HttpRequest) -> HttpResponse:
    """204 when nothing happened after `after`; else the last event and how many there were."""
    after, case = request.GET.get("after", ""), request.GET.get("case", "")
    if not after.isdecimal():
        return HttpResponse(status=400)
    user = reader(request)
    events = Event.objects.filter(id__gt=int(after)).exclude(case_id=None)
    if case.isdecimal():
        events = Event.objects.of_case(int(case[:18])).filter(id__gt=int(after))
    ids = _first_of(events)
    if ids and case.isdecimal():
        get_object_or_404(Case.objects.visible_to(user), pk=int(case[:18]))
    elif ids and hides_from(user):
        ids = _first_of(events.exclude(case_id__in=hidden_from(user).values("pk")))
    if not ids:
        return HttpResponse(status=204)
    return JsonResponse({"last": ids[-1], "changes": len(ids)})


def _first_of(events: EventQuery) -> list[int]:
    return list(events.order_by("id").values_list("id", flat=True)[:MOST])
