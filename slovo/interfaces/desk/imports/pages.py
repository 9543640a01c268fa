"""A file of people: uploaded, looked at row by row, taken in; and taken back as a whole."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.importing import (
    choose_in_draft_import,
    draft_import,
    drop_draft_import,
    map_draft_import,
)
from slovo.domain.clients.actions.taking_in import import_people
from slovo.domain.clients.actions.undoing import undo_import
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.columns import FIELDS
from slovo.domain.clients.importing.matching import Fate
from slovo.domain.clients.importing.planning import Plan
from slovo.domain.clients.importing.reading import LARGEST
from slovo.domain.clients.models import Import
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, sent, show
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.imports.words import FATES, shown
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

MOST_SHOWN, MOST_DONE, SAMPLES = 100, 20, 3


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The file (vCard or CSV)"),
        help_text=_("As a telephone, Outlook, Google Contacts or a spreadsheet saves it."),
    )


@for_desk("import_people")
def show_list(request: HttpRequest) -> HttpResponse:
    form = FileForm(*sent(request))

    def read(file: Any) -> Import:
        return draft_import(name=file.name, content=file.read(LARGEST + 1), **asked_by(request))

    draft = ask(form, read)
    if draft is not None:
        return redirect("import-show", draft.pk)
    known = Import.objects.visible_to(reader(request)).select_related("by")
    at = clock.now()
    done = [(row, row.may_be_undone(at)) for row in known.ended()[:MOST_DONE]]
    context = {"drafts": known.drafts()[:MOST_DONE], "done": done}
    return show(request, "desk/imports/list.html", form, context)


@for_desk("import_people")
def show_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """What each row is; a choice for those who are perhaps known is kept by POST."""
    draft = load_import(request, import_id)
    asked = asked_by(request)
    if request.method == "POST":
        _choose(request, draft, asked)
        return redirect(request.get_full_path())
    if draft.ended_at is not None:
        return render(request, "desk/imports/done.html", _done(draft))
    index_everybody(**asked)
    plan, fate = Plan(draft), request.GET.get("show", "")
    rows = list(plan.of(fate if fate in set(Fate) else ""))
    first = int(after) if (after := request.GET.get("after", "")).isdecimal() else 0
    context = {
        "draft": draft,
        "plan": plan,
        "rows": [shown(row) for row in rows[first : first + MOST_SHOWN]],
        "after": first + MOST_SHOWN if len(rows) > first + MOST_SHOWN else "",
        "chosen": fate,
        "fates": [(fate.value, FATES[fate], plan.counts[fate]) for fate in Fate],
        "columns": _columns(draft),
    }
    return render(request, "desk/imports/show.html", context)


@require_POST
@for_desk("import_people")
def columns(request: HttpRequest, import_id: int) -> HttpResponse:
    draft = load_import(request, import_id)
    mapping = {
        name.removeprefix("column-"): value
        for name, value in request.POST.items()
        if name.startswith("column-") and isinstance(value, str)
    }
    try:
        map_draft_import(draft, mapping=mapping, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    return redirect("import-show", draft.pk)


@require_POST
@for_desk("import_people")
def take_in(request: HttpRequest, import_id: int) -> HttpResponse:
    """Some hundreds at a time; what was not finished goes on where it stood."""
    draft = load_import(request, import_id)
    asked = asked_by(request)
    try:
        _choose(request, draft, asked)
        while draft.ended_at is None:
            draft = import_people(draft, **asked)
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    return redirect("import-show", draft.pk)


@require_POST
@for_desk("import_people")
def drop(request: HttpRequest, import_id: int) -> HttpResponse:
    draft = load_import(request, import_id)
    try:
        drop_draft_import(draft, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, __("The file is thrown away. Nobody was added."))
    return redirect("import-list")


@require_POST
@for_desk("import_people")
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    done = load_import(request, import_id)
    try:
        stayed = undo_import(done, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("import-show", done.pk)
    words = __("The import is taken back.")
    if stayed:
        names = ", ".join(person.full_name for person in stayed[:MOST_DONE])
        left = ngettext(
            "%(count)s client stays, because something happened since: %(names)s.",
            "%(count)s clients stay, because something happened since: %(names)s.",
            len(stayed),
        )
        words = f"{words} {left % {'count': len(stayed), 'names': names}}"
    say(request, words)
    return redirect("import-list")


def asked_by(request: HttpRequest) -> dict[str, Any]:
    return {"by": reader(request), "at": clock.now()}


def load_import(request: HttpRequest, import_id: int) -> Import:
    known = Import.objects.visible_to(reader(request)).select_related("by")
    return get_object_or_404(known, pk=import_id)


def _choose(request: HttpRequest, draft: Import, asked: dict[str, Any]) -> None:
    said = {
        name.removeprefix("row-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-") and value
    }
    otherwise = request.POST.get("otherwise", "")
    if (said or otherwise) and draft.begun_at is None:
        choose_in_draft_import(draft, choices=said, otherwise=otherwise, **asked)


def _columns(draft: Import) -> list[dict[str, Any]]:
    """Each column with some of what stands in it, and what it is taken for."""
    lines = draft.source.get("lines", ())
    return [
        {
            "place": place,
            "head": head,
            "samples": [
                cells[place] for _line, cells in lines[:50] if place < len(cells) and cells[place]
            ][:SAMPLES],
            "field": draft.mapping.get(str(place), ""),
            "fields": FIELDS.items(),
        }
        for place, head in enumerate(draft.source.get("head", ()))
    ]


def _done(done: Import) -> dict[str, Any]:
    counts = done.as_counts()
    return {
        "done": done,
        **counts,
        "lines": done.refused,
        "may_undo": done.may_be_undone(clock.now()),
    }
