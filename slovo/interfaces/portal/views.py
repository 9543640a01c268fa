from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.letters import letters_of
from slovo.domain.cases.models import Attachment
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.forms import Reply
from slovo.interfaces.portal.pages import around, case_page, history_rows, mark_of
from slovo.lib import clock
from slovo.web.downloads import download


def done_words(done: str) -> str:
    return {
        "reply": _("Thank you. Your message is with us."),
        "wrong": _(
            "Thank you for saying it. It is being read by the one who answers for the firm."
        ),
        "complaint": _("We have your complaint. Its receipt is on the way to you."),
        "lost": _("Thank you. The head of the firm decides about it and writes to you."),
        "rude": _("Thank you for saying it. The head of the firm reads that letter again."),
        "yes": _("Thank you. We are glad that it is solved."),
        "no": _("Thank you for telling us. We go on with it at once."),
    }.get(done, "")


@require_safe
@for_client
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    context = case_page(visit, clock.now())
    context["done"] = done_words(request.GET.get("done", ""))
    return render(request, "portal/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def reply(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Only a POST says something; whoever looks here after a refusal is shown his page."""
    if request.method != "POST":
        return redirect(f"/c/{visit.token}/")
    form = Reply(request.POST, request.FILES)
    at = clock.now()
    if not form.is_valid():
        context: dict[str, Any] = {**case_page(visit, at), "form": form}
        return render(request, "portal/case.html", context, status=422)
    hear_message(
        visit.case,
        person=visit.person,
        text=form.cleaned_data["text"] or _("Files"),
        channel="portal",
        language=visit.language,
        files=form.cleaned_data["attachments"],
        by=visit.person,
        at=at,
    )
    return redirect(f"/c/{visit.token}/?done=reply")


@require_safe
@for_client
def history(request: HttpRequest, visit: Visit) -> HttpResponse:
    context = {**around(visit), "rows": history_rows(visit)}
    return render(request, "portal/history.html", context)


@require_GET
@for_client
def changes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asked by the page every half minute: 204 while it is as it was."""
    mark = mark_of(visit)
    if request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    return JsonResponse({"mark": mark})


@require_safe
@for_client
def file(_request: HttpRequest, visit: Visit, file_id: int) -> HttpResponse:
    letters = letters_of(visit.case, visit.person)
    found = Attachment.objects.filter(pk=file_id, message__in=letters).first()
    if found is None:
        raise Http404
    return download(found.file, found.name)
