"""The public form: anybody may write, nobody needs an account."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from slovo.domain.cases.actions.writing_in import write_in
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm
from slovo.interfaces.channels.webform.forms import Visitor, WriteIn
from slovo.lib import clock, moments
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 10, 600
DAY = 24 * 3600
ONE_BY_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Public:
    """A page on which anybody may write: its form, its templates, its verb, and its mark."""

    salt: str
    path: str
    form: type[Visitor]
    template: str
    thanks: str
    hear: Callable[[Any, str], int]


@csrf_exempt  # it does nothing in anybody's name, and works where cookies are refused
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    return come_in(request, WRITE)


@require_safe
def thanks(request: HttpRequest, sealed: str) -> HttpResponse:
    case = Case.objects.with_people().filter(number=number_in(sealed, WRITE)).first()
    if case is None:
        raise Http404
    with reading(request) as language:
        response = render(request, "webform/thanks.html", _promised(case, language))
    response["Content-Language"] = language
    return unseen(response)


def number_in(sealed: str, public: Public) -> int:
    """What was taken in a day ago at most; not found for anything else."""
    try:
        return int(signing.loads(sealed, salt=public.salt, max_age=DAY))
    except signing.BadSignature as problem:
        raise Http404 from problem


def come_in(request: HttpRequest, public: Public) -> HttpResponse:
    with reading(request, request.POST.get("language", "")) as language:
        if Firm.current() is None:
            raise Http404
        is_sent = request.method == "POST"
        response = (
            _take(request, public, language) if is_sent else _ask(request, public, public.form())
        )
    remember(request, response, public.path)
    return unseen(response)


def _promised(case: Case, language: str) -> dict[str, str]:
    """Who answers and by when, in his time when the browser told us his zone."""
    due_at = case.first_answer_due_at or case.next_word_at
    who = case.answerer or case.handler or case.principal
    if due_at is None or who is None:
        return {"ref": case.ref}
    said = {"offset": moments.offset_of(due_at, case.zone), "name": who.full_name}
    words = (
        _("By your time (%(offset)s). %(name)s writes, even if there is no news.")
        if case.person.zone
        else _("By our time (%(offset)s). %(name)s writes, even if there is no news.")
    )
    when = moments.by_words(due_at, case.zone, language)
    return {"ref": case.ref, "when": when, "words": words % said}


def _take(request: HttpRequest, public: Public, language: str) -> HttpResponse:
    form = public.form(request.POST, request.FILES)
    if is_too_fast("webform", visitor(request), limit=POSTS, seconds=SECONDS):
        sentence = _("That was a lot in a short time. Wait ten minutes and send it again.")
        return _ask(request, public, form, refusal=sentence, status=429)
    if not form.is_valid():
        return _ask(request, public, form, status=422)
    try:
        sealed = _heard_once(public, form, language)
    except Refusal as refusal:
        return _ask(request, public, form, refusal=str(refusal), status=422)
    return redirect(f"{reverse(public.thanks, args=[sealed])}?language={language}")


def _heard_once(public: Public, form: Visitor, language: str) -> str:
    """The second of two quick presses waits for the first."""
    once = _mark_of(form)
    with ONE_BY_ONE:
        sealed: str | None = cache.get(once)
        if sealed is None:
            sealed = signing.dumps(public.hear(form, language), salt=public.salt)
            cache.set(once, sealed, DAY)
    return sealed


def _mark_of(form: Visitor) -> str:
    """The same words sent twice from the same page are one message."""
    sides = [str(form.cleaned_data.get(name, "")) for name in ("once", "email", "subject", "text")]
    return "webform:" + hashlib.sha256("\n".join(sides).encode()).hexdigest()


def _heard(form: WriteIn, language: str) -> int:
    said = form.cleaned_data
    message = write_in(
        email=said["email"],
        full_name=said["full_name"],
        language=language,
        zone=said["zone"],
        phone=said["phone"],
        organisation=said["organisation"],
        topic=said["topic"],
        subject=said["subject"],
        text=form.words,
        files=said["attachments"],
        by=HOUSE,
        at=clock.now(),
    )
    return message.case.number


def _ask(
    request: HttpRequest, public: Public, form: Visitor, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    language = request.LANGUAGE_CODE
    context = {
        "form": form,
        "action": public.path,
        "refusal": refusal,
        "languages": others(language),
        "language": language,
    }
    return render(request, public.template, context, status=status)


def unseen(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


WRITE = Public("webform", "/write/", WriteIn, "webform/write.html", "webform-thanks", _heard)
