"""Bad news: raised, seen, told with a way on, chosen, ended with a reason."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.choosing import choose_way
from slovo.domain.risks.actions.raising import (
    DateElsewhere,
    dismiss_risk,
    raise_risk,
    see_risk,
    withhold_risk,
)
from slovo.domain.risks.actions.telling import Way, tell_bad_news
from slovo.domain.risks.models import Alternative, BadNews, Risk
from slovo.domain.risks.shapes import news_as_dict, risk_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.lib import clock

router = Router()
RELATED = ("case__person", "case__engagement", "promise__owner", "raised_by", "seen_by", "ended_by")


class NotInDanger(Refusal):
    """A request names a promise that this case does not owe."""


class NewRisk(Schema):
    """`promise`: the number of the promise of ours that it endangers.

    `date`: the number of a date of a letter that cannot be kept; it is decided about by this.
    """

    text: str = Field("", max_length=500)
    promise: int | None = None
    date: int | None = None
    is_critical: bool = True
    known_at: AwareDatetime | None = None


class WayOn(Schema):
    text: str = Field(max_length=500)
    due_at: AwareDatetime | None = Field(None, description="a new date: it passes the gate")


class NewNews(Schema):
    """`is_spoken`: the client was told just now, and the letter confirms it."""

    cause: str = Field(max_length=5000)
    effect: str = Field(max_length=5000)
    ways: list[WayOn] = Field(max_length=9)
    next_word_at: AwareDatetime | None = None
    is_spoken: bool = False
    effort_minutes: int | None = Field(None, ge=0, description="the work left; null: all of it")


class WayChosen(Schema):
    """`choice`: the number of the way; null when none of them suits him."""

    choice: int | None = None
    words: str = Field("", max_length=2000)
    said_at: AwareDatetime | None = None


class Why(Schema):
    reason: str = Field(max_length=2000)


@router.get(
    "/cases/{ref}/risks", summary="List the bad news of a case", response=list[dict[str, Any]]
)
def list_risks(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    case = load_case(request, ref)
    visible = Risk.objects.visible_to(asker(request)).filter(case=case)
    return [risk_as_dict(risk) for risk in visible.select_related(*RELATED)]


@router.post("/cases/{ref}/risks", summary="Raise bad news", response={201: dict})
def add_risk(request: HttpRequest, ref: str, new: NewRisk) -> Status[dict[str, Any]]:
    case = load_case(request, ref)
    said = new.dict(exclude={"date"}) | {"promise": _promise(case, new.promise)}
    said["found"] = _found(case, new.date)
    return Status(201, risk_as_dict(raise_risk(case, **said, by=asker(request), at=clock.now())))


@router.post("/risks/{risk_id}/see", summary="Say that you have read it", response=dict)
def see(request: HttpRequest, risk_id: int) -> dict[str, Any]:
    risk = load_risk(request, risk_id)
    return risk_as_dict(see_risk(risk, by=asker(request), at=clock.now()))


@router.post("/risks/{risk_id}/tell", summary="Tell the client", response={201: dict})
def tell(request: HttpRequest, risk_id: int, new: NewNews) -> Status[dict[str, Any]]:
    risk = load_risk(request, risk_id)
    said = new.dict() | {"ways": [Way(way.text, way.due_at) for way in new.ways]}
    return Status(201, news_as_dict(tell_bad_news(risk, **said, by=asker(request), at=clock.now())))


@router.post(
    "/risks/{risk_id}/news/{news_id}/choice",
    summary="Write down which way the client chose",
    response=dict,
)
def choose_a_way(
    request: HttpRequest, risk_id: int, news_id: int, said: WayChosen
) -> dict[str, Any]:
    news = BadNews.objects.filter(risk=load_risk(request, risk_id), pk=news_id).first()
    if news is None:
        raise Http404
    sides = said.dict() | {"choice": _way(news, said.choice)}
    return news_as_dict(choose_way(news, **sides, by=asker(request), at=clock.now()))


@router.post("/risks/{risk_id}/dismiss", summary="Say that it did not come true", response=dict)
def dismiss(request: HttpRequest, risk_id: int, why: Why) -> dict[str, Any]:
    risk = load_risk(request, risk_id)
    return risk_as_dict(dismiss_risk(risk, reason=why.reason, by=asker(request), at=clock.now()))


@router.post("/risks/{risk_id}/withhold", summary="Keep it back for a legal reason", response=dict)
def withhold(request: HttpRequest, risk_id: int, why: Why) -> dict[str, Any]:
    """A principal's alone; from then on only principals see it."""
    risk = load_risk(request, risk_id)
    return risk_as_dict(withhold_risk(risk, reason=why.reason, by=asker(request), at=clock.now()))


def load_risk(request: HttpRequest, risk_id: int) -> Risk:
    visible = Risk.objects.visible_to(asker(request)).select_related(*RELATED)
    risk = visible.filter(pk=risk_id).first()
    if risk is None:
        raise Http404
    return risk


def _promise(case: Case, pk: int | None) -> Promise | None:
    if pk is None:
        return None
    promise = case.promises.open().given().filter(owed_by=US, pk=pk).first()
    if promise is None:
        raise NotInDanger(_("There is no such open promise of ours in this case."))
    return promise


def _found(case: Case, pk: int | None) -> FoundDate | None:
    if pk is None:
        return None
    found = FoundDate.objects.filter(case=case, pk=pk).select_related("case").first()
    if found is None:
        raise DateElsewhere(_("This date has changed. Look at it again."))
    return found


def _way(news: BadNews, pk: int | None) -> Alternative | None:
    if pk is None:
        return None
    way: Alternative | None = news.alternatives.filter(pk=pk).first()
    if way is None:
        raise Http404
    return way
