"""Macros: texts in three languages, with what is filled in."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.standards.actions.macros import drop_macro, save_macro
from slovo.domain.standards.models import Macro
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

VARIABLES = (
    ("person.called", _("the form of address, else the name")),
    ("person.full_name", _("the client's whole name")),
    ("organisation.name", _("the organisation the case is for")),
    ("case.ref", _("the number of the case")),
    ("case.subject", _("what the case is about")),
    ("case.next_word", _("when the client hears from us next, in his time")),
    ("handler.full_name", _("who handles it")),
    ("answerer.full_name", _("who answers the client")),
    ("me.full_name", _("you")),
    ("me.phone", _("your telephone")),
    ("firm.name", _("the firm")),
    ("firm.phone", _("the telephone of the firm")),
)


class MacroForm(KnownForm):
    """A name and a text in each language."""

    name = forms.CharField(
        label=pgettext_lazy("of a thing", "Name"),
        max_length=120,
        help_text=_("How colleagues find it while they write."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=name,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        texts = {code: said.get(f"text_{code}", "") for code, _name in settings.LANGUAGES}
        return {"name": said.get("name", ""), "texts": texts}


@for_desk("save_macro")
def macro_list(request: HttpRequest) -> HttpResponse:
    return part(request, "macros", rows=Macro.objects.all())


@for_desk("save_macro")
def macro_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Macro, pk=pk) if pk else None
    initial = {"name": known.name} if known else {}
    initial |= {f"text_{code}": text for code, text in known.texts.items()} if known else {}
    form = MacroForm(typed(request), initial=initial, is_known=known is not None)
    saved = ask(
        form, lambda **sides: save_macro(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, __("The macro “%(name)s” is saved.") % {"name": saved.name})
        return redirect("settings-macros")
    return form_part(request, "macro", form, known=known, variables=VARIABLES)


@require_POST
@for_desk("save_macro")
def macro_drop(request: HttpRequest, pk: int) -> HttpResponse:
    macro = get_object_or_404(Macro, pk=pk)
    drop_macro(macro, by=reader(request), at=clock.now())
    say(request, __("The macro “%(name)s” is gone.") % {"name": macro.name})
    return redirect("settings-macros")
