"""The way in: who may see the desk, which case he asks for, and where he goes back to."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, cast

from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import clock
from slovo.lib.prepared import PreparedModels
from slovo.web.kept import signed_out

View = Callable[..., HttpResponse]
_PERSON = PreparedModels(
    Person, lambda pk: Person.objects.filter(pk=pk).select_related("principal", "merged_into")
)


class RefConverter:
    """`S-142` in a path is the case's number in a view."""

    regex = r"[Ss]-[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value[2:])

    def to_url(self, value: object) -> str:
        return f"S-{value}" if isinstance(value, int) else str(value)


def for_desk(right: str = "see_cases") -> Callable[[View], View]:
    """Signed in, and with the right: anybody else is sent to the sign-in page or refused."""

    def wrap(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return signed_out(request)
            refuse_unless_allowed(right, request.user)
            return view(request, *args, **kwargs)

        return door

    return wrap


def reader(request: HttpRequest) -> User:
    """The colleague who asks; `for_desk` has made sure that there is one."""
    return cast("User", request.user)


def load_case(request: HttpRequest, number: int, cases: CaseQuery | None = None) -> Case:
    """The case, if this colleague may see it; what he may not see does not exist."""
    cases = Case.objects.with_people() if cases is None else cases
    case = cases.visible_to(reader(request)).filter(number=number).first()
    if case is None:
        raise_unseen(request, number)
    return case


def raise_unseen(request: HttpRequest, number: int) -> NoReturn:
    """Not found; that somebody tried to read what is told in confidence is written down."""
    hidden = Case.objects.filter(number=number, confided_at__isnull=False).first()
    if hidden is not None and reader(request).may("see_cases"):
        note_reading(hidden, by=reader(request), at=clock.now(), is_refused=True)
    raise Http404


def load_person(request: HttpRequest, pk: int) -> Person:
    """Whoever turned out to be another is that other."""
    known = next(iter(_PERSON(pk=min(pk, BigIntegerField.MAX_BIGINT))), None)
    if known is None:
        raise Http404
    if known.merged_into is None and reader(request).may("see_cases"):
        return known
    people = Person.objects.select_related("principal").visible_to(reader(request))
    return get_object_or_404(people, pk=known.kept.pk)


def back_to(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Where the form says it came from, when that is a page of ours."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(asked if asked and is_ours else otherwise)


def is_for(request: HttpRequest, part: str) -> bool:
    """Whether only this part of the page is asked for; htmx names it `article#preview`."""
    return request.headers.get("HX-Target", "").rpartition("#")[2] == part
