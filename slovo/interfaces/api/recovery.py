"""How well we recover, the causes the firm names, and its words about mistakes."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.mistakes.actions.causes import retire_cause, save_cause
from slovo.domain.mistakes.actions.wordings import save_wording
from slovo.domain.mistakes.figures import forgiveness, recovery_times, retention
from slovo.domain.mistakes.models import Cause, Failure, Mistake, Wording
from slovo.domain.mistakes.money_shapes import (
    forgiven_as_dict,
    kept_as_dict,
    times_as_dict,
    wording_as_dict,
)
from slovo.domain.mistakes.shapes import cause_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()
WINDOW = timedelta(days=90)


class SomeCause(Schema):
    """`branch`: people, method, tools, information, partner, client or other."""

    name: str = Field(max_length=120)
    branch: str = Field(max_length=12)


class NewCause(SomeCause):
    code: str = Field("", max_length=40)


class NewWording(Schema):
    """Empty `text`: the words of the house stand there again."""

    place: str = Field(max_length=20)
    language: str = Field(max_length=2)
    country: str = Field("", max_length=2)
    text: str = Field(max_length=5000)


@router.get("/recovery", summary="How well we recover", response=dict)
def show_recovery(request: HttpRequest) -> dict[str, Any]:
    """M6 of the last 90 days, retention after failure (R009), whom we failed in 180 days (M34)."""
    user, at = asker(request), clock.now()
    refuse_unless_allowed("see_cases", user)
    mistakes, failures = Mistake.objects.visible_to(user), Failure.objects.visible_to(user)
    until = at + timedelta(seconds=1)
    return {
        "times": [
            times_as_dict(row) for row in recovery_times(mistakes, at - WINDOW, until, until)
        ],
        "retention": [kept_as_dict(row) for row in retention(failures, at)],
        "people": [forgiven_as_dict(row) for row in forgiveness(failures, at)],
    }


@router.get("/causes", summary="List the causes the firm names", response=list[dict[str, Any]])
def list_causes(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [cause_as_dict(cause) for cause in Cause.objects.all()]


@router.post("/causes", summary="Add a cause", response={201: dict})
def add_cause(request: HttpRequest, new: NewCause) -> Status[dict[str, Any]]:
    return Status(
        201, cause_as_dict(save_cause(None, **new.dict(), by=asker(request), at=clock.now()))
    )


@router.post("/causes/{code}", summary="Change a cause", response=dict)
def change_cause(request: HttpRequest, code: str, said: SomeCause) -> dict[str, Any]:
    """Its code stays."""
    refuse_unless_allowed("save_cause", asker(request))
    changed = save_cause(_cause(code), **said.dict(), by=asker(request), at=clock.now())
    return cause_as_dict(changed)


@router.post("/causes/{code}/retire", summary="Name a cause no more", response=dict)
def retire_a_cause(request: HttpRequest, code: str) -> dict[str, Any]:
    refuse_unless_allowed("save_cause", asker(request))
    cause = _cause(code)
    retire_cause(cause, by=asker(request), at=clock.now())
    return cause_as_dict(cause)


@router.get("/wordings", summary="List our words about mistakes", response=list[dict[str, Any]])
def list_wordings(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("save_wording", asker(request))
    return [wording_as_dict(row) for row in Wording.objects.all()]


@router.post("/wordings", summary="Write our words for a place", response=list[dict[str, Any]])
def write_wording(request: HttpRequest, new: NewWording) -> list[dict[str, Any]]:
    save_wording(**new.dict(), by=asker(request), at=clock.now())
    return [wording_as_dict(row) for row in Wording.objects.filter(place=new.place)]


def _cause(code: str) -> Cause:
    found = Cause.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found
