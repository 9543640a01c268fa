"""Nobody forgotten: whom to write to or call now, new agreements, and who starts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.actions.wishing import wish_voice
from slovo.domain.loyalty.forgotten import listed
from slovo.domain.loyalty.onboarding import paths_of
from slovo.domain.loyalty.starting import Starts, starts_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.forms import colleagues
from slovo.interfaces.desk.rhythm.forms import ActionForm
from slovo.interfaces.desk.rhythm.rows import rows_of, start_rows, starts_words, step_rows
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

SHOWN = 50


@for_desk()
def forgotten(request: HttpRequest) -> HttpResponse:
    """One's own people; `of` shows those of a colleague."""
    of, voice = chosen(request), Voice.here(clock.now())
    found = listed(of, voice.now)
    start = _number(request.GET.get("from", ""))
    paths = paths_of(of, voice.now)
    context = {
        "of": of,
        "colleagues": colleagues(),
        "rows": rows_of(found[start : start + SHOWN], voice),
        "count": len(found),
        "next": start + SHOWN if len(found) > start + SHOWN else 0,
        "paths": [(path.engagement, step_rows(path, voice)) for path in paths],
    }
    return render(request, "desk/rhythm/forgotten.html", context)


def chosen(request: HttpRequest) -> User:
    key = _number(request.GET.get("of", ""))
    return get_object_or_404(colleagues(), pk=key) if key else reader(request)


@for_desk()
def starts(request: HttpRequest, pk: int) -> HttpResponse:
    person, voice = load_person(request, pk), Voice.here(clock.now())
    found = starts_of([person.pk], voice.now).get(person.pk, Starts())
    keys = [row.case for row in found.rows if row.case]
    cases = Case.objects.visible_to(reader(request)).in_bulk(keys)
    context = {
        "person": person,
        "rows": start_rows(found.rows, cases, voice),
        "words": starts_words(found),
    }
    return render(request, "desk/rhythm/starts.html", context)


@for_desk("note_real_action")
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A call, a visit, a warning, work; the telephone stands beside it."""
    person, at = load_person(request, pk), clock.now()
    form = ActionForm(typed(request), initial={"done_at": at})
    by = reader(request)
    made = ask(form, lambda **said: note_real_action(person, **said, by=by, at=at))
    if made is None:
        return show_form(request, "desk/rhythm/action.html", form, {"person": person})
    say(request, __("It is noted for %(name)s.") % {"name": person.full_name})
    return redirect(f"{reverse('person-show', args=[pk])}#rhythm")


@require_POST
@for_desk("save_preference")
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """How often he wants to be called or met, chosen from a list."""
    person, typed_days = load_person(request, pk), request.POST.get("every_days", "")
    days = int(typed_days) if typed_days.isdecimal() and len(typed_days) < 4 else -1
    try:
        wish_voice(person, every_days=days, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, __("The wish is kept."))
    return redirect("person-show", pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
