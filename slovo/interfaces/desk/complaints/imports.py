"""Past complaints from a table: looked at first, taken in as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from slovo.domain.billing.importing import Plan
from slovo.domain.complaints.actions.importing import import_complaints
from slovo.domain.complaints.importing import plan_complaints
from slovo.domain.staff.hours import today_of_firm
from slovo.interfaces.desk.asking import ask, sent
from slovo.interfaces.desk.complaints.sifting import Sieve
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.money.imports import TableForm, looked_at
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk("import_complaints")
def show(request: HttpRequest) -> HttpResponse:
    form, at = TableForm(*sent(request)), clock.now()

    def take_in(text: str, *, is_seen: bool) -> Plan | int:
        if is_seen:
            return import_complaints(text.encode(), by=reader(request), at=at)
        return plan_complaints(text.encode(), today_of_firm(at))

    found = ask(form, take_in)
    if found is None or isinstance(found, Plan):
        return looked_at(request, "desk/complaints/import.html", form, found)
    words = ngettext("%(count)s line was taken in.", "%(count)s lines were taken in.", found)
    say(request, words % {"count": found})
    return redirect(Sieve(which="all").url())
