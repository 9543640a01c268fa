"""An agreement goes from stage to stage, each with its owner, its word and its dates (R042)."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.models import Case, Draft, Promise
from slovo.domain.cases.models.promise import CLIENT, Kind, Outcome
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.models import Part, Stage, StageMap
from slovo.domain.delivery.models.understanding import is_understood
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.hours import calendar_of
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class FollowsAlready(Refusal):
    """An agreement goes one way."""


class NoOwner(Refusal):
    """A stage without an owner cannot start."""


class NotUnderstood(Refusal):
    """Work begins when the client has said that we got him right (R144)."""


class NotItsTurn(Refusal):
    """Stages follow one another."""


class ClientNotInvolved(Refusal):
    """A key point is not passed over the client's head (R111)."""


class PartUnclear(Refusal):
    """What the client said at a key point is kept in his words."""


@transaction.atomic
def follow_map(
    engagement: Engagement, *, stage_map: StageMap, by: User, at: datetime
) -> list[Stage]:
    """Take over the stages of a map, with the people of this agreement."""
    refuse_unless_allowed("move_stage", by)
    if engagement.stages.exists():
        raise FollowsAlready(_("This agreement follows a map already."))
    made = [
        Stage.objects.create(
            engagement=engagement,
            position=position,
            owner=getattr(engagement, step["hand"]) if step["hand"] else None,
            **{name: value for name, value in step.items() if name != "hand"},
        )
        for position, step in enumerate(stage_map.steps, 1)
    ]
    record("stage.planned", engagement, by=by, at=at, map=stage_map.pk, stages=len(made))
    return made


@transaction.atomic
def name_stage_owner(stage: Stage, *, owner: User, by: User, at: datetime) -> Stage:
    refuse_unless_allowed("move_stage", by)
    if stage.owner_id != owner.pk:
        stage.owner = owner
        stage.save(update_fields=["owner"])
        record("stage.owned", stage, by=by, at=at, owner=owner.pk)
    return stage


@transaction.atomic
def enter_stage(stage: Stage, *, by: User, at: datetime) -> Stage:
    """Begin it: its word to the client, its date and his part become promises."""
    refuse_unless_allowed("move_stage", by)
    stage = _locked(stage)
    if stage.entered_at:
        return stage
    _refuse_too_early(stage)
    owner = stage.owner
    if owner is None:
        raise NoOwner(_("“%(stage)s” has no owner. Name one first.") % {"stage": stage.name})
    running = stage.engagement.stages.running().first()
    if running is not None:
        pass_stage(running, by=by, at=at)
    hours = calendar_of(owner).working_hours()
    stage.entered_at, stage.due_at = at, hours.close_of_business_day(at, stage.days)
    case = matter_of(stage.engagement, by=by, at=at)
    if stage.message:
        stage.word = _promise_word(stage, case, owner, by=by, at=at)
    stage.work = make_promise(
        case, text=stage.name, kind=Kind.WORK, due_at=stage.due_at, owner=owner, by=by, at=at
    )
    if stage.client_part:
        stage.duty = make_promise(
            case,
            text=stage.client_part,
            kind=Kind.OTHER,
            due_at=stage.due_at,
            owner=owner,
            owed_by=CLIENT,
            by=by,
            at=at,
        )
    stage.save()
    record("stage.entered", stage, by=by, at=at, case=case, engagement=stage.engagement_id)
    return stage


@transaction.atomic
def pass_stage(stage: Stage, *, by: User, at: datetime) -> Stage:
    """It is behind us: its promise ends by this stamp. A key stage needs the client's part."""
    refuse_unless_allowed("move_stage", by)
    stage = _locked(stage)
    if stage.passed_at:
        return stage
    if not stage.entered_at:
        raise NotItsTurn(_("“%(stage)s” has not begun.") % {"stage": stage.name})
    if stage.is_key and not stage.part:
        sentence = _("“%(stage)s” is a key point: write down how the client took part in it.")
        raise ClientNotInvolved(sentence % {"stage": stage.name})
    stage.passed_at = at
    stage.save(update_fields=["passed_at"])
    if stage.work is not None and (promise := _running(stage.work)) is not None:
        fulfil_promise(promise, by=by, at=at)
    record("stage.passed", stage, by=by, at=at, engagement=stage.engagement_id)
    return stage


@transaction.atomic
def record_part(stage: Stage, *, part: str, words: str = "", by: User, at: datetime) -> Stage:
    """Met, answered, or waived in his own words."""
    refuse_unless_allowed("move_stage", by)
    stage = _locked(stage)
    if part not in Part.values or (part != Part.MET and not words.strip()):
        raise PartUnclear(_("Write down the client’s own words."))
    if (stage.part, stage.part_words) != (part, words.strip()):
        stage.part, stage.part_words, stage.part_at, stage.part_by = part, words.strip(), at, by
        stage.save(update_fields=["part", "part_words", "part_at", "part_by"])
        record("stage.shared", stage, by=by, at=at, part=part)
    return stage


def _locked(stage: Stage) -> Stage:
    rows = Stage.objects.select_for_update(of=("self",))
    related = ("engagement__person", "engagement__organisation", "owner", "work")
    return rows.select_related(*related).get(pk=stage.pk)


def _refuse_too_early(stage: Stage) -> None:
    before = stage.engagement.stages.filter(position__lt=stage.position, entered_at=None)
    if first := before.order_by("position").first():
        raise NotItsTurn(_("“%(stage)s” comes first.") % {"stage": first.name})
    if stage.is_work and not is_understood(stage.engagement):
        raise NotUnderstood(
            _("Ask the client first whether you got it right. Work begins after the yes.")
        )


def _promise_word(stage: Stage, case: Case, owner: User, *, by: User, at: datetime) -> Promise:
    """The message is a draft of the owner's, if his desk is free, and due the next business day."""
    if not Draft.objects.filter(user=owner, case=case).exists():
        save_draft(case, user=owner, html=linebreaks(stage.message, autoescape=True), at=at)
    due_at = calendar_of(owner).working_hours().close_of_business_day(at, 1)
    # The client reads it on his page, so it is in his language, whoever begins the stage.
    with translation.override(language_of(case)):
        text = _("A word that “%(stage)s” begins") % {"stage": stage.name}
    return make_promise(case, text=text, kind=Kind.TALK, due_at=due_at, owner=owner, by=by, at=at)


def _running(promise: Promise) -> Promise | None:
    """The promise, or what it was renegotiated to, while it is not ended."""
    while promise.outcome == Outcome.RENEGOTIATED:
        following = Promise.objects.filter(replaces=promise).first()
        if following is None:
            return None
        promise = following
    return None if promise.ended_at else promise
