"""The call a colleague has on the line now: who it is, what to know, and where to note it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from slovo.domain.calls.models import Call, Extension
from slovo.domain.cases.lines import lines_of
from slovo.domain.cases.models import Case
from slovo.interfaces.desk.doors import reader
from slovo.interfaces.desk.relations.card import before_a_call, promises_of, there
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

MOST = 3


@login_required
def now(request: HttpRequest) -> JsonResponse:
    """`telephone`: whether any call could ever come to him; `call`: the card, or nothing.

    `own`: pages that tell the same, over which it does not stand.
    """
    user, voice = reader(request), Voice.here(clock.now())
    calls = Call.objects.visible_to(user).on_the_line(user, voice.now)
    call = calls.select_related("person").first()
    if call is None:
        has_one = Extension.objects.filter(user=user).exists()
        return JsonResponse({"telephone": has_one, "id": 0, "call": ""})
    person = call.person
    cases = Case.objects.visible_to(user).filter(person=person).open()
    lines = lines_of(cases.order_by("dark_at", "pk")[:MOST])
    rows = Rows(lines, user, voice)
    context = {
        "call": call,
        "person": person,
        "there": there(person, voice),
        "remembered": before_a_call(person, user, voice),
        "cases": [rows.row(case) for case in lines],
        "promises": promises_of(person, user, voice)[:MOST],
    }
    words = render_to_string("desk/calls/ringing.html", context, request)
    own = [reverse("call-place", args=[call.pk]), reverse("person-card", args=[person.pk])]
    return JsonResponse({"telephone": True, "id": call.pk, "call": words, "own": own})
