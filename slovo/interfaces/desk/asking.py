"""A form that ends in one verb: what was typed stays, what is refused is said over it."""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise as Lazy
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.web.toasts import say

Done = TypeVar("Done")
Words = str | Lazy


def typed(request: HttpRequest) -> MultiValueDict[str, Any] | None:
    """What was sent; nothing while the form is only looked at."""
    return request.POST if request.method == "POST" else None


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """The same with its files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def ask(form: forms.BaseForm, verb: Callable[..., Done]) -> Done | None:
    """Call the verb with what the form says. None: nothing was sent, or it was refused in words."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(**form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def show(
    request: HttpRequest, template: str, form: forms.BaseForm, context: Mapping[str, Any]
) -> HttpResponse:
    """The page with its form; status 422 when something in it was wrong."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def ask_page(
    request: HttpRequest,
    form: forms.BaseForm,
    verb: Callable[..., object],
    *,
    template: str,
    back: str,
    done: Words = "",
    **context: Any,
) -> HttpResponse:
    """GET asks, POST does and leads `back`; what is refused is asked again with what was typed.

    The `context` of `desk/form.html`: title, button, lede.
    """
    if ask(form, verb) is None:
        return show(request, template, form, {**context, "back": back})
    if done:
        say(request, str(done))
    return redirect(back)


def press(
    request: HttpRequest,
    verb: Callable[[], object],
    *,
    template: str,
    back: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    """One press, one verb; why it was refused is said on the page of a form, without the form."""
    try:
        verb()
    except Refusal as refusal:
        said = {"title": _("This was not done."), "why": str(refusal), "back": back}
        return render(request, template, {**context, **said}, status=422)
    say(request, done)
    return redirect(back)


def about_case(
    request: HttpRequest, case: Case, form: forms.BaseForm, *, title: Words, **words: Any
) -> HttpResponse:
    """The page of a form that begins something in a case."""
    context = {"case": case, "back": reverse("case-show", args=[case.ref]), "title": title}
    return show(request, "desk/cases/form.html", form, {**context, **words})


def drawn(form: type[forms.BaseForm], *options: Hashable, **initial: Hashable) -> SafeString:
    """A form nobody has filled in, drawn once for each language and each `initial`.

    `options` are what else it shows, such as the names that its choices have now.
    """
    known: Any = form
    return _drawn(known, get_language(), options, tuple(sorted(initial.items())))


@lru_cache(maxsize=256)
def _drawn(
    form: Callable[..., forms.BaseForm],
    _language: str | None,
    _options: tuple[Hashable, ...],
    initial: tuple[tuple[str, Any], ...],
) -> SafeString:
    return form(initial=dict(initial)).render()
