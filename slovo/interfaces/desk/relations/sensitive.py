"""Words that no detail about a person may have: seen and edited by the firm."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.actions.details import save_sensitive_words
from slovo.domain.clients.sensitive import CATEGORIES, lists
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say


class WordsForm(forms.Form):
    """One list in one language; empty: nothing is refused by it."""

    words = forms.CharField(
        label=_("Words"),
        max_length=4000,
        required=False,
        widget=writing(6),
        help_text=_("Parted by spaces; each counts in all its forms."),
    )
    is_sure = forms.CharField(widget=forms.HiddenInput, initial="1")


@for_desk("save_sensitive_words")
def list_all(request: HttpRequest) -> HttpResponse:
    known, languages = lists(), settings.LANGUAGES
    rows = [
        (key, label, [(code, name, known[key, code]) for code, name in languages])
        for key, label in CATEGORIES.items()
    ]
    return part(request, "sensitive", rows=rows)


@for_desk("save_sensitive_words")
def edit(request: HttpRequest, category: str, language: str) -> HttpResponse:
    known = lists()
    if (category, language) not in known:
        raise Http404
    form = WordsForm(typed(request), initial={"words": known[category, language]})
    by, at = reader(request), clock.now()

    def verb(words: str, **_said: str) -> bool:
        save_sensitive_words(category, language=language, words=words, by=by, at=at)
        return True

    if ask(form, verb):
        say(request, __("The list is saved."))
        return redirect("settings-sensitive")
    names = {"label": CATEGORIES[category], "language": dict(settings.LANGUAGES)[language]}
    return form_part(request, "sensitive_words", form, **names)
