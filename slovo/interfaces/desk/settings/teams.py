"""Teams that take duty in turn."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import Cover, Team, User
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ZoneField
from slovo.interfaces.desk.forms import colleagues
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("name", "zone", "cover", "takes_inbound", "otherwise")


class MinuteField(forms.RegexField):
    """«08:00» or «24:00» as the minute of the day."""

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": _("Write an hour such as 08:00 or 24:00.")}
        super().__init__(r"^(([01]?\d|2[0-3]):[0-5]\d|24:00)$", error_messages=wrong, **options)

    def clean(self, value: Any) -> Any:
        hours, _sep, minutes = super().clean(value).partition(":")
        return int(hours) * 60 + int(minutes)

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else value


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=80)
    members = forms.ModelMultipleChoiceField(
        label=_("Who belongs to it"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    zone = ZoneField(help_text=_("Its hours are hours of this clock, also when clocks change."))
    cover = forms.ChoiceField(label=_("Somebody must be there"), choices=Cover.choices)
    opens = MinuteField(label=pgettext_lazy("an hour", "From"), initial=0)
    closes = MinuteField(
        label=pgettext_lazy("an hour", "To"),
        initial=24 * 60,
        help_text=_("24:00 is the day’s end."),
    )
    otherwise = forms.ModelChoiceField(
        label=_("Outside these hours"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("Nobody takes over"),
    )
    takes_inbound = forms.BooleanField(
        label=_("What clients write outside the firm’s hours goes to this team"), required=False
    )

    def __init__(self, *args: Any, known: Team | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Team.objects.filter(closed_at=None).exclude(pk=known.pk if known else 0)
        self.fields["members"].queryset = colleagues()  # type: ignore[attr-defined]
        self.fields["otherwise"].queryset = others  # type: ignore[attr-defined]


@for_desk("save_team")
def team_list(request: HttpRequest) -> HttpResponse:
    teams = Team.objects.filter(closed_at=None).prefetch_related("members").order_by("name")
    return part(request, "teams", rows=list(teams))


@for_desk("save_team")
def team_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Team, pk=pk) if pk else None
    form = TeamForm(typed(request), initial=_initial(known), known=known)
    saved = ask(form, lambda **sides: save_team(known, **sides, by=reader(request), at=clock.now()))
    if saved:
        say(request, __("%(name)s is saved.") % {"name": saved.name})
        return redirect("settings-teams")
    return form_part(request, "team", form, known=known)


def _initial(known: Team | None) -> dict[str, Any]:
    if known is None:
        return {"zone": zone_of_firm(), "cover": Cover.OUTSIDE}
    sides = {side: getattr(known, side) for side in (*SIDES, "opens", "closes")}
    return sides | {"members": list(known.members.all())}
