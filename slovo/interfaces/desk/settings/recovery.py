"""Causes the firm names, and its own words in letters about mistakes."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.mistakes.actions.causes import retire_cause, save_cause
from slovo.domain.mistakes.actions.wordings import save_wording
from slovo.domain.mistakes.models import Branch, Cause, Wording
from slovo.domain.mistakes.wordings import PLACES, SLOTS
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say


class CauseForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=120)
    branch = forms.ChoiceField(label=_("Where it lies"), choices=Branch.choices)


class WordingForm(forms.Form):
    """The words of one place, in one language; empty: those of the house."""

    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        required=False,
        help_text=_("Two letters, such as UA. Empty: everywhere else."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Words"),
        max_length=5000,
        required=False,
        widget=writing(5),
        help_text=_("Empty: the words of the house stand there again."),
    )


@for_desk("save_cause")
def cause_list(request: HttpRequest) -> HttpResponse:
    return part(request, "causes", rows=Cause.objects.order_by("retired_at", "branch", "name"))


@for_desk("save_cause")
def cause_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Cause, pk=pk) if pk else None
    initial = {"name": known.name, "branch": known.branch} if known else {}
    form = CauseForm(typed(request), initial=initial)
    user, at = reader(request), clock.now()
    saved = ask(form, lambda **sides: save_cause(known, **sides, by=user, at=at))
    if saved:
        say(request, __("The cause “%(name)s” is saved.") % {"name": saved.name})
        return redirect("settings-causes")
    return form_part(request, "cause", form, known=known)


@require_POST
@for_desk("save_cause")
def cause_retire(request: HttpRequest, pk: int) -> HttpResponse:
    cause = get_object_or_404(Cause, pk=pk)
    retire_cause(cause, by=reader(request), at=clock.now())
    say(request, __("“%(name)s” is named no more.") % {"name": cause.name})
    return redirect("settings-causes")


@for_desk("save_wording")
def wording_list(request: HttpRequest) -> HttpResponse:
    """Each place with its own words, and those of the house beside them."""
    own: dict[str, list[Wording]] = {}
    for row in Wording.objects.all():
        own.setdefault(row.place, []).append(row)
    rows = [{"key": key, "place": place, "own": own.get(key, [])} for key, place in PLACES.items()]
    return part(request, "wordings", rows=rows)


@for_desk("save_wording")
def wording_edit(request: HttpRequest, place: str) -> HttpResponse:
    known = PLACES.get(place)
    if known is None:
        return redirect("settings-wordings")
    form = WordingForm(typed(request), initial=_first(request, place))
    user, at = reader(request), clock.now()

    def save(**sides: Any) -> tuple[object]:
        return (save_wording(place=place, **sides, by=user, at=at),)

    if ask(form, save):
        say(request, __("The words are saved."))
        return redirect("settings-wordings")
    return form_part(request, "wording", form, known=known, slots=SLOTS)


def _first(request: HttpRequest, place: str) -> dict[str, str]:
    """The words that stand there now, in the language and country of the link."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else request.LANGUAGE_CODE or "en"
    country = request.GET.get("country", "")[:2]
    row = Wording.objects.filter(place=place, language=language, country=country).first()
    with override(language):
        text = row.text if row else str(PLACES[place].text)
    return {"country": country, "language": language, "text": text}
