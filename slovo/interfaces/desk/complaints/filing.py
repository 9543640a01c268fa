"""“This is a complaint”: from a letter, a call or a case, prefilled, one more press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Complaint, Medium
from slovo.domain.complaints.owners import working_on
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.complaints.forms import FileForm
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk("file_complaint")
def file_in(request: HttpRequest, number: int) -> HttpResponse:
    related = Case.objects.with_people().select_related("service_class", "principal")
    case, user, at = load_case(request, number, related), reader(request), clock.now()
    letter = letter_of(request, case)
    person = letter.person if letter and letter.person else case.person
    form = FileForm(case, typed(request), initial=_first(case, letter))
    sides: dict[str, Any] = {"about": case, "letter": letter, "organisation": case.organisation}
    made = ask(form, lambda **said: file_complaint(person, **sides, **said, by=user, at=at))
    if made is None:
        context = {"case": case, "letter": letter, "person": person}
        return show_form(request, "desk/complaints/file.html", form, context)
    return filed(request, made)


def filed(request: HttpRequest, made: Complaint) -> HttpResponse:
    """To its page, or, when it is kept from whoever wrote it down, to the list."""
    said = {"ref": made.ref, "name": made.owner_name or _("nobody yet")}
    if made.case.is_shown_to(reader(request)):
        say(request, _("Complaint %(ref)s is recorded. The client was told: %(name)s.") % said)
        return redirect("complaint-show", made.number)
    words = _("Complaint %(ref)s is recorded; %(name)s sees it through. It is kept from you.")
    say(request, words % said)
    return redirect("complaint-list")


def letter_of(request: HttpRequest, case: Case) -> Message | None:
    """The letter from which one comes, if he may read it."""
    key = request.GET.get("letter", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    found = case.messages.filter(pk=int(key), direction="in").select_related("person", "case")
    letter = found.first()
    return letter if letter and letter.is_shown_to(reader(request)) else None


def _first(case: Case, letter: Message | None) -> dict[str, Any]:
    known = letter is not None and letter.channel in Medium.values
    return {
        "stated": letter.text if letter else "",
        "received_at": letter.at if letter else clock.now(),
        "medium": letter.channel if letter and known else Medium.PHONE,
        "against": [] if letter else sorted(working_on(case)),
    }
