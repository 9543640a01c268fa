"""“This is a complaint”: from a letter, a call or a case, prefilled, one more press."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case, Message
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Complaint, Medium
from slovo.domain.complaints.owners import begins_it, working_on
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import about_case, ask, typed
from slovo.interfaces.desk.complaints.forms import FileForm
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.lib import clock
from slovo.web.toasts import say

LONGEST_KEY = 18


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
        lede = _(
            "One more press, and %(name)s has a receipt that names who sees it through and by "
            "when we answer."
        )
        words = {"title": _("Record as complaint"), "button": _("Record it")}
        return about_case(request, case, form, **words, lede=lede % {"name": person.full_name})
    return filed(request, made)


@require_POST
@for_desk("file_complaint")
def file_letter(request: HttpRequest, number: int, message_id: int) -> HttpResponse:
    """One tap: the letter says all that is needed; the rest is asked for at the assessment."""
    related = Case.objects.with_people().select_related("service_class", "principal")
    case, user = load_case(request, number, related), reader(request)
    letter = _heard(case, str(message_id), user)
    if letter is None:
        raise Http404
    person = letter.person or case.person
    try:
        made = file_complaint(person, about=case, letter=letter, by=user, at=clock.now())
    except Refusal as refusal:
        say(request, str(refusal))
        return redirect("case-show", case.ref)
    return filed(request, made)


def filed(request: HttpRequest, made: Complaint) -> HttpResponse:
    """To its page, or, when it is kept from whoever wrote it down, to the list."""
    said = {"ref": made.ref, "name": made.owner_name or _("nobody yet")}
    if made.case.is_shown_to(reader(request)):
        say(request, _("Complaint %(ref)s is recorded. The client was told: %(name)s.") % said)
        return redirect("complaint-show", made.number)
    words = _("Complaint %(ref)s is recorded; %(name)s sees it through. It is kept from you.")
    say(request, words % said)
    return redirect("complaint-board")


def letter_of(request: HttpRequest, case: Case) -> Message | None:
    """The letter from which one comes, if he may read it."""
    return _heard(case, request.GET.get("letter", ""), reader(request))


def _heard(case: Case, key: str, user: User) -> Message | None:
    """`last`: the latest that a person wrote in this case."""
    heard = case.messages.filter(direction="in", nature="human").select_related("person", "case")
    if key != "last":
        if not key.isdecimal() or len(key) > LONGEST_KEY:
            return None
        heard = heard.filter(pk=int(key))
    letter: Message | None = heard.order_by("-at", "-pk").first()
    return letter if letter and letter.is_shown_to(user) else None


def _first(case: Case, letter: Message | None) -> dict[str, Any]:
    known = letter is not None and letter.channel in Medium.values
    return {
        "stated": letter.text if letter else "",
        "received_at": letter.at if letter else clock.now(),
        "medium": letter.channel if letter and known else Medium.PHONE,
        "against": [] if letter and begins_it(letter, case) else sorted(working_on(case)),
    }
