from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.taking_down import take_down_case
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import NewCase
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk("open_case")
def new(request: HttpRequest) -> HttpResponse:
    """What a client said by phone or at the desk becomes a case."""
    first = {"email": request.GET.get("email", "")}
    form = NewCase(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            case = take_down_case(**form.cleaned_data, by=reader(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The case is open. The client hears from us by letter."))
            return redirect("case-show", case.ref)
    status = 422 if form.is_bound else 200
    return render(request, "desk/cases/new.html", {"form": form}, status=status)
