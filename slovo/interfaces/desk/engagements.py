"""What was agreed with a client."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.engagements.actions.engagements import end_engagement, save_engagement
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.asking import ask, press, show, typed
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.people_forms import EngagementForm
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = (
    "title",
    "organisation",
    "service_class",
    "principal",
    "handler",
    "answerer",
    "deputy",
    "signed_at",
)
EVERYBODY = ("organisation", "service_class", "principal", "handler", "answerer", "deputy")


@for_desk("save_engagement")
def edit(request: HttpRequest, pk: int, engagement_id: int | None = None) -> HttpResponse:
    person = load_person(request, pk)
    agreed = person.engagements.select_related(*EVERYBODY)
    known = get_object_or_404(agreed, pk=engagement_id) if engagement_id else None
    initial = {side: getattr(known, side) for side in SIDES} if known else {}
    initial = initial or {"principal": person.principal, "signed_at": clock.now()}
    form = EngagementForm(typed(request), initial=initial, person=person, chosen=known)
    saved = ask(
        form,
        lambda **sides: save_engagement(
            known, person=person, **sides, by=reader(request), at=clock.now()
        ),
    )
    if saved:
        say(request, _("The agreement “%(title)s” is saved.") % {"title": saved.title})
        return redirect("person-show", pk)
    return show(request, "desk/engagements/edit.html", form, {"known": known, "person": person})


@require_POST
@for_desk("save_engagement")
def end(request: HttpRequest, pk: int, engagement_id: int) -> HttpResponse:
    person = load_person(request, pk)
    engagement = get_object_or_404(Engagement, person=person, pk=engagement_id)
    words = _("The agreement “%(title)s” has ended. Open cases go on.")
    return press(
        request,
        lambda: end_engagement(engagement, by=reader(request), at=clock.now()),
        template="desk/agreements/form.html",
        back=reverse("person-show", args=[pk]),
        done=words % {"title": engagement.title},
        engagement=engagement,
    )
