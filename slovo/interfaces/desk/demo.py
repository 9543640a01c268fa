"""The demo firm's toys: sign in with one click, move the clock, write as a client."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk.doors import View, for_desk
from slovo.lib import clock
from slovo.lib.language import language_of
from slovo.web import toasts

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
MOST_CASES = 50


def in_the_demo(view: View) -> Callable[..., HttpResponse]:
    """A real firm has no such pages."""

    @wraps(view)
    def door(request: HttpRequest) -> HttpResponse:
        firm = Firm.current()
        if firm is None or firm.kind != "demo":
            raise Http404
        return view(request)

    return door


@require_POST
@in_the_demo
def sign_in(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("user", "")
    if not key.isdecimal():
        raise Http404
    user = get_object_or_404(User, pk=int(key), left_at=None)
    login(request, user, backend=BACKEND)
    return redirect("today")


@require_POST
@in_the_demo
@for_desk()
def move_clock(request: HttpRequest) -> HttpResponse:
    """One hour or one day on: silence darkens, and the ladder climbs."""
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    clock.advance(step)
    words = {"hour": _("It is one hour later now."), "day": _("It is one day later now.")}
    toasts.say(request, words[request.POST["step"]])
    return redirect(request.headers.get("referer") or "today")


@require_http_methods(["GET", "POST"])
@in_the_demo
@for_desk()
def write_as_client(request: HttpRequest) -> HttpResponse:
    """A letter in a client’s name, through the same door as every letter."""
    context = {"people": _people(), "cases": _cases(), "typed": request.POST}
    if request.method == "GET":
        return render(request, "desk/demo/write.html", context)
    if not request.POST.get("text", "").strip():
        context["refusal"] = _("Write something first.")
        return render(request, "desk/demo/write.html", context, status=422)
    _hear(request)
    toasts.say(request, _("The letter has arrived."))
    return redirect("today")


@transaction.atomic
def _hear(request: HttpRequest) -> None:
    """In his open case, or as a new one."""
    at, typed = clock.now(), request.POST
    number = typed.get("case", "")
    case = (
        Case.objects.with_people().filter(number=int(number) if number.isdecimal() else 0).first()
    )
    if case is None:
        key = typed.get("person", "")
        person = get_object_or_404(Person, pk=int(key) if key.isdecimal() else 0)
        subject = typed.get("subject", "")
        case = open_case(person, subject=subject, channel="email", by=person, at=at)
    text = typed["text"].strip()
    hear_message(
        case,
        person=case.person,
        channel="email",
        text=text,
        language=language_of(text) or "",
        by=case.person,
        at=at,
    )


def _people() -> list[Person]:
    return list(
        Person.objects.prefetch_related("addresses").filter(addresses__isnull=False).distinct()
    )


def _cases() -> list[Case]:
    return list(Case.objects.with_people().order_by("-changed_at")[:MOST_CASES])
