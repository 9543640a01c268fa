from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.taking_down import take_down_case
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import NewCase
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk("open_case")
def new(request: HttpRequest) -> HttpResponse:
    """What a client said by phone or at the desk becomes a case."""
    first = {"email": request.GET.get("email", "")}
    form = NewCase(typed(request), initial=first)
    case = ask(form, partial(take_down_case, by=reader(request), at=clock.now()))
    if case is None:
        return show(request, "desk/cases/new.html", form, {})
    say(request, _("The case is open. The client hears from us by letter."))
    return redirect("case-show", case.ref)
