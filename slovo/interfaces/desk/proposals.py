"""One press under what a person says he stands for."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.proposals import confirm_standing, decline_standing
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.doors import back_to, for_desk, load_person, reader
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal


@require_POST
@for_desk("save_person")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    person, by, at = load_person(request, pk), reader(request), clock.now()
    if "no" in request.POST:
        decline_standing(person, by=by, at=at)
        say(request, _("It is put aside. What was written stays in the letter."))
        return back_to(request, reverse("person-show", args=[pk]))
    try:
        standing = confirm_standing(person, name=request.POST.get("name", ""), by=by, at=at)
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        names = {"person": person.full_name, "organisation": standing.organisation.name}
        say(request, _("%(person)s stands for %(organisation)s.") % names)
    return back_to(request, reverse("person-show", args=[pk]))
