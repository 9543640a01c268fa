"""The telephone system: whose extension is whose, and tables of calls."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.calls.actions.extensions import save_extensions
from slovo.domain.calls.actions.importing import import_calls
from slovo.domain.calls.importing import LARGEST
from slovo.domain.calls.models import Call, Extension
from slovo.domain.calls.words import fault_words
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import ask, sent, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ZoneField
from slovo.interfaces.desk.forms import colleagues
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say

SHOWN = 100
STRANGE = 20


class ExtensionsForm(forms.Form):
    """A line for each colleague; several extensions with commas."""

    def __init__(self, data: Any = None, *, users: list[User], known: dict[int, list[str]]) -> None:
        super().__init__(data)
        self.users = {f"of_{user.pk}": user for user in users}
        for name, user in self.users.items():
            self.fields[name] = forms.CharField(
                label=user.full_name,
                required=False,
                max_length=200,
                initial=", ".join(known.get(user.pk, [])),
            )

    def lines(self) -> dict[User, str]:
        return {user: self.cleaned_data[name] for name, user in self.users.items()}


class TableForm(forms.Form):
    table = forms.FileField(label=_("The table (CSV)"))
    zone = ZoneField(
        label=_("In whose time it tells"),
        help_text=_("The clock of the telephone system; often that is UTC."),
    )


@for_desk("change_settings")
def extensions(request: HttpRequest) -> HttpResponse:
    known: dict[int, list[str]] = {}
    for row in Extension.objects.order_by("number"):
        known.setdefault(row.user_id, []).append(row.number)
    form = ExtensionsForm(typed(request), users=list(colleagues()), known=known)
    by = reader(request)

    def verb(**_said: str) -> bool:
        save_extensions(form.lines(), by=by, at=clock.now())
        return True

    if ask(form, verb):
        say(request, __("The extensions are kept. They count for calls from now on."))
        return redirect("settings-phone")
    return form_part(
        request,
        "phone",
        form,
        address=request.build_absolute_uri("/api/v1/calls"),
        strange=strange_lines(),
        last=Call.objects.filter(imported_at=None).order_by("-told_at").first(),
    )


def strange_lines() -> list[str]:
    """Extensions at which somebody talked, and nobody is named for them."""
    rows = Call.objects.filter(user=None, answered_at__isnull=False).exclude(line="")
    return list(rows.order_by("line").values_list("line", flat=True).distinct()[:STRANGE])


@for_desk("change_settings")
def import_table(request: HttpRequest) -> HttpResponse:
    """Good lines are in at once; what was not taken in is shown line by line."""
    by = reader(request)
    form = TableForm(*sent(request), initial={"zone": zone_of_firm()})

    def verb(table: Any, zone: str) -> Any:
        return import_calls(table.read(LARGEST + 1), zone=zone, by=by, at=clock.now())

    out = ask(form, verb)
    faults = [(row.line, fault_words(row)) for row in out.faults[:SHOWN]] if out else []
    unknown = out.unknown[:SHOWN] if out else []
    return form_part(request, "calls_import", form, out=out, faults=faults, unknown=unknown)
