"""What a path or a filter names, if the asker may see it; else there is nothing."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock


class NoSuchColleague(Refusal):
    """A request names a colleague nobody knows here."""

    def __init__(self, email: str) -> None:
        super().__init__(_("Nobody here has the address %(email)s.") % {"email": email})


class NoSuchCause(Refusal):
    """A request names a cause that is not on the firm's list."""


def visible_cases(request: HttpRequest) -> CaseQuery:
    return Case.objects.visible_to(asker(request)).with_people()


def load_case(request: HttpRequest, ref: str) -> Case:
    number = number_of(ref)
    related = "service_class__calendar"
    case = visible_cases(request).select_related(related).filter(number=number).first()
    if case is None:
        _note_attempt(request, number)
        raise Http404
    if case.level:
        note_reading(case, by=asker(request), at=clock.now())
    return case


def _note_attempt(request: HttpRequest, number: int) -> None:
    """That somebody tried to read what is told in confidence is written down (R018)."""
    hidden = Case.objects.filter(number=number, confided_at__isnull=False).first()
    if hidden is not None and asker(request).may("see_cases"):
        note_reading(hidden, by=asker(request), at=clock.now(), is_refused=True)


def number_of(ref: str) -> int:
    """`S-142` or `142`; 0, which no case has, for anything else."""
    digits = ref.upper().removeprefix("S-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if is_number else 0


def colleague(request: HttpRequest, email: str) -> User:
    if email == "me":
        return asker(request)
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise NoSuchColleague(email)
    return user


def cause_named(code: str) -> Cause:
    found = Cause.objects.filter(code=code).first()
    if found is None:
        raise NoSuchCause(_("There is no cause with the code %(code)s.") % {"code": code})
    return found
