"""The way to a mistake, and the page of a form that ends in one verb about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as Lazy

from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.models import Mistake
from slovo.interfaces.desk.asking import ask, show
from slovo.interfaces.desk.doors import reader
from slovo.web.toasts import say

Words = str | Lazy


def load_mistake(request: HttpRequest, mistake_id: int) -> Mistake:
    visible = Mistake.objects.visible_to(reader(request)).whole()
    related = ("case__engagement", "case__principal", "message", "risk")
    return get_object_or_404(visible.select_related(*related), pk=mistake_id)


def form_page(
    request: HttpRequest,
    mistake: Mistake,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    title: Words,
    button: Words,
    lede: Words = "",
    done: Words = "",
) -> HttpResponse:
    """GET asks, POST does and leads back to the mistake; what is refused is asked again."""
    if ask(form, verb) is not None:
        say(request, str(done))
        return redirect("mistake-show", mistake.pk)
    words: dict[str, Any] = {"mistake": mistake, "case": mistake.case, "title": title}
    return show(request, "desk/mistakes/form.html", form, {**words, "button": button, "lede": lede})


def press(
    request: HttpRequest, mistake: Mistake, verb: Callable[[], object], *, done: str
) -> HttpResponse:
    """One press, one verb; why it was refused is said on a page with the way back."""
    try:
        verb()
    except Refusal as refusal:
        context = {"mistake": mistake, "case": mistake.case, "why": str(refusal)}
        return render(request, "desk/mistakes/refused.html", context, status=422)
    say(request, done)
    return redirect("mistake-show", mistake.pk)
