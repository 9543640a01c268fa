"""Maps of stages: what a service goes through, and what each stage asks of whom."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.actions.maps import MOST_DAYS, save_stage_map
from slovo.domain.delivery.models import Hand, StageMap
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

STEPS = 8
SIDES = ("name", "hand", "days", "message", "client_part", "is_work", "is_key")


class StepForm(forms.Form):
    """One stage; without a name it does not exist."""

    name = forms.CharField(label=_("Stage"), required=False, max_length=120)
    hand = forms.ChoiceField(
        label=_("Owner"),
        required=False,
        choices=[("", _("Named later")), *Hand.choices],
        help_text=_("A stage without an owner cannot start."),
    )
    days = forms.IntegerField(
        label=_("Business days"), required=False, min_value=1, max_value=MOST_DAYS
    )
    message = forms.CharField(
        label=_("What the client is told"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It waits as a draft when the stage begins, due the next business day."),
    )
    client_part = forms.CharField(label=_("What the client does"), required=False, max_length=300)
    is_work = forms.BooleanField(
        label=_("Work: begins after “yes, you got me right”"), required=False
    )
    is_key = forms.BooleanField(label=_("Key point: not passed without the client"), required=False)


class MapForm(KnownForm):
    """A name, and eight places for stages."""

    name = forms.CharField(label=_("Service"), max_length=120)

    def __init__(self, data: Any = None, *, known: StageMap | None = None) -> None:
        steps = known.steps if known else []
        initial = {"name": known.name, "steps": steps} if known else {}
        super().__init__(data, initial=initial, is_known=known is not None)
        self.steps = [
            StepForm(data, prefix=f"s{place}", initial=steps[place] if place < len(steps) else None)
            for place in range(max(STEPS, len(steps) + 2))
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(step.is_valid() for step in self.steps)])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        written = [step.cleaned_data for step in self.steps if step.is_valid()]
        return {"name": said.get("name", ""), "steps": [row for row in written if row["name"]]}

    def _typed(self) -> set[str]:
        stages = {"steps"} if any(step.has_changed() for step in self.steps) else set()
        return super()._typed() | stages

    def _fact(self, name: str) -> tuple[str, str]:
        if name != "steps":
            return super()._fact(name)
        return __("Stages"), " → ".join(step["name"] for step in self.initial["steps"])


@for_desk("save_stage_map")
def map_list(request: HttpRequest) -> HttpResponse:
    return part(request, "maps", rows=StageMap.objects.order_by("name"))


@for_desk("save_stage_map")
def map_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(StageMap, pk=pk) if pk else None
    form = MapForm(typed(request), known=known)
    saved = ask(
        form, lambda **sides: save_stage_map(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, __("The map “%(name)s” is saved.") % {"name": saved.name})
        return redirect("settings-maps")
    return form_part(request, "map", form, known=known)
