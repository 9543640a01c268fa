"""The way of an agreement: its stages as a line, and what is done about the one that runs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.delivery.actions.stages import (
    enter_stage,
    follow_map,
    name_stage_owner,
    pass_stage,
    record_part,
)
from slovo.domain.delivery.models import Part, Stage, StageMap
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement, press
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ColleagueField
from slovo.lib import clock


class MapForm(forms.Form):
    stage_map = forms.ModelChoiceField(
        label=_("Which service"),
        queryset=StageMap.objects.order_by("name"),
        empty_label=None,
        help_text=_("Maps are written in the settings. The agreement takes the stages over."),
    )


class OwnerForm(forms.Form):
    owner = ColleagueField(label=_("Owner"), help_text=_("Its promises are the owner’s."))


class PartForm(forms.Form):
    part = forms.ChoiceField(
        label=_("How the client took part"), choices=Part.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In the client’s own words"),
        required=False,
        max_length=2000,
        widget=writing(),
        help_text=_("Needed unless you met."),
    )


def way_of(engagement: Engagement) -> dict[str, object]:
    """The stages, the one that runs, and the one that comes next."""
    stages = list(engagement.stages.select_related("owner", "part_by").order_by("position"))
    running = next((stage for stage in stages if stage.state == "running"), None)
    following = next((stage for stage in stages if stage.state == "ahead"), None)
    return {"stages": stages, "running": running, "following": following}


@for_desk("move_stage")
def follow(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    return form_page(
        request,
        engagement,
        MapForm(typed(request)),
        lambda stage_map: follow_map(
            engagement, stage_map=stage_map, by=reader(request), at=clock.now()
        ),
        title=_("Follow a map of stages"),
        button=_("Take the stages over"),
        part="way",
    )


@for_desk("move_stage")
def own(request: HttpRequest, engagement_id: int, stage_id: int) -> HttpResponse:
    engagement, stage = load_stage(request, engagement_id, stage_id)
    return form_page(
        request,
        engagement,
        OwnerForm(typed(request), initial={"owner": stage.owner_id}),
        lambda owner: name_stage_owner(stage, owner=owner, by=reader(request), at=clock.now()),
        title=_("Who owns the stage"),
        lede=stage.name,
        button=_("Keep"),
        part="way",
    )


@for_desk("move_stage")
def share(request: HttpRequest, engagement_id: int, stage_id: int) -> HttpResponse:
    engagement, stage = load_stage(request, engagement_id, stage_id)
    return form_page(
        request,
        engagement,
        PartForm(typed(request), initial={"part": stage.part, "words": stage.part_words}),
        lambda **said: record_part(stage, **said, by=reader(request), at=clock.now()),
        title=_("The client’s part"),
        lede=stage.name,
        button=_("Keep"),
        part="way",
    )


@require_POST
@for_desk("move_stage")
def enter(request: HttpRequest, engagement_id: int, stage_id: int) -> HttpResponse:
    engagement, stage = load_stage(request, engagement_id, stage_id)
    return press(
        request,
        engagement,
        lambda: enter_stage(stage, by=reader(request), at=clock.now()),
        done=__("“%(stage)s” has begun; what it promises is on the list.") % {"stage": stage.name},
        part="way",
    )


@require_POST
@for_desk("move_stage")
def leave(request: HttpRequest, engagement_id: int, stage_id: int) -> HttpResponse:
    engagement, stage = load_stage(request, engagement_id, stage_id)
    return press(
        request,
        engagement,
        lambda: pass_stage(stage, by=reader(request), at=clock.now()),
        done=__("“%(stage)s” is passed.") % {"stage": stage.name},
        part="way",
    )


def load_stage(request: HttpRequest, engagement_id: int, stage_id: int) -> tuple[Engagement, Stage]:
    engagement = load_engagement(request, engagement_id)
    return engagement, get_object_or_404(Stage, engagement=engagement, pk=stage_id)
