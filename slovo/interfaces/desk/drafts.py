"""What is being written, kept by the server while it is written."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.attaching import attach_file, detach_file
from slovo.domain.cases.actions.drafts import WrittenElsewhere, save_draft
from slovo.domain.cases.models import Case, Draft
from slovo.interfaces.desk.doors import reader
from slovo.interfaces.desk.forms import Writing, said
from slovo.interfaces.desk.uploads import files_of
from slovo.interfaces.desk.verbs import verb
from slovo.lib import clock


@verb
def draft(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        keep_draft(request, case)
    except WrittenElsewhere:
        words = _("You write here in another window, too. What stands in this one is not kept yet.")
        return JsonResponse({"words": words}, status=409)
    return JsonResponse({"words": _("Draft saved.")})


@verb
def attach(request: HttpRequest, case: Case) -> HttpResponse:
    """By script a piece of the shelf; without it the case page again, with all that was typed."""
    files = files_of(request)
    kept = keep_draft(request, case) if _is_whole(request) else _draft_of(request, case)
    rows = [
        attach_file(kept, name=name, type=type_, content=content, at=clock.now())
        for name, type_, content, _id in files
    ]
    if _is_whole(request):
        return redirect(reverse("case-show", args=[case.ref]) + "#write")
    return render(request, "desk/cases/write.html#files", {"case": case, "files": rows})


@verb
def detach(request: HttpRequest, case: Case, attachment_id: int) -> HttpResponse:
    kept = keep_draft(request, case) if _is_whole(request) else _draft_of(request, case)
    detach_file(kept, attachment_id=attachment_id)
    return redirect(reverse("case-show", args=[case.ref]) + "#write")


def _is_whole(request: HttpRequest) -> bool:
    """Without script the whole form comes, and what was typed must not be lost."""
    return "text" in request.POST or "html" in request.POST


def keep_draft(request: HttpRequest, case: Case) -> Draft:
    typed = said(Writing(request.POST))
    return save_draft(
        case,
        user=reader(request),
        html=typed.get("html") or "",
        is_note=request.POST.get("kind") == "note",
        next_word_at=typed["next_word_at"],
        question=typed["question"],
        opened_at=typed["seen_through"],
        at=clock.now(),
    )


def _draft_of(request: HttpRequest, case: Case) -> Draft:
    found = Draft.objects.filter(user=reader(request), case=case).first()
    return found or save_draft(case, user=reader(request), html="", at=clock.now())
