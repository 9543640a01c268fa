"""Mistakes of ours: opened, admitted, planned, put right, verified, closed."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.mistakes.actions.admitting import admit_mistake, plan_correction
from slovo.domain.mistakes.actions.closing import answer_damage, close_mistake
from slovo.domain.mistakes.actions.correcting import correct_mistake, note_verification
from slovo.domain.mistakes.actions.opening import (
    drop_mistake,
    name_mistake,
    open_mistake,
    see_mistake,
)
from slovo.domain.mistakes.models import Mistake
from slovo.domain.mistakes.shapes import mistake_as_dict, verification_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import cause_named, load_case
from slovo.lib import clock

router = Router()
MOST = 200


class NewMistake(Schema):
    """`promise`, `message`, `risk`: numbers of what it is about in this case, each may be null."""

    text: str = Field("", max_length=500)
    cause: str | None = Field(None, description="the code of a cause")
    promise: int | None = None
    message: int | None = None
    risk: int | None = None
    is_found_by_client: bool = False


class NamedMistake(Schema):
    text: str = Field(max_length=500)
    cause: str | None = None


class Plan(Schema):
    """`is_spoken`: the client was told just now, and the letter confirms it."""

    correction: str = Field(max_length=5000)
    due_at: AwareDatetime
    effort_minutes: int | None = Field(None, ge=0)
    is_override: bool = False
    next_word_at: AwareDatetime | None = None
    is_spoken: bool = False


class Admission(Plan):
    """`apology` null: in the firm's words; empty: none yet. With `due_at` it is promised."""

    facts: str = Field(max_length=5000)
    apology: str | None = Field(None, max_length=2000)
    ways: list[str] = Field([], max_length=9)
    due_at: AwareDatetime | None = None  # type: ignore[assignment]  # an admission may come first


class Correction(Schema):
    done: str = Field(max_length=5000)


class CorrectionVerdict(Schema):
    answer: Literal["yes", "no"]
    words: str = Field(max_length=2000)


class Lost(Schema):
    has_damage: bool


class DroppedMistake(Schema):
    why: str = Field(max_length=500)


@router.get("/mistakes", summary="List mistakes of ours", response=list[dict[str, Any]])
def list_mistakes(request: HttpRequest, show: str = "open") -> list[dict[str, Any]]:
    """`show`: open, late, closed or all; the newest first, at most 200."""
    refuse_unless_allowed("see_cases", asker(request))
    visible = Mistake.objects.visible_to(asker(request))
    kinds = {
        "open": visible.open(),
        "late": visible.late(clock.now()),
        "closed": visible.closed(),
    }
    asked = [f"verifications__{side}" for side in ("case", "asked_by", "heard_by")]
    rows = kinds.get(show, visible).whole().prefetch_related(*asked)
    return [mistake_as_dict(one) for one in rows[:MOST]]


@router.get("/mistakes/{mistake_id}", summary="Show a mistake", response=dict)
def show_mistake(request: HttpRequest, mistake_id: int) -> dict[str, Any]:
    refuse_unless_allowed("see_cases", asker(request))
    return mistake_as_dict(load_mistake(request, mistake_id))


@router.post("/cases/{ref}/mistakes", summary="Say that this was our mistake", response={201: dict})
def add_mistake(request: HttpRequest, ref: str, new: NewMistake) -> Status[dict[str, Any]]:
    case = load_case(request, ref)
    origin = {
        "promise": _row(case.promises, new.promise),
        "message": _row(case.messages, new.message),
        "risk": _row(case.risks, new.risk),
    }
    mistake = open_mistake(
        case,
        text=new.text,
        cause=cause_named(new.cause) if new.cause else None,
        **origin,
        is_found_by_client=new.is_found_by_client,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, mistake_as_dict(mistake))


@router.post("/mistakes/{mistake_id}/see", summary="Say that you have read it", response=dict)
def see_a_mistake(request: HttpRequest, mistake_id: int) -> dict[str, Any]:
    mistake = load_mistake(request, mistake_id)
    return mistake_as_dict(see_mistake(mistake, by=asker(request), at=clock.now()))


@router.post("/mistakes/{mistake_id}/name", summary="Say what it was, and why", response=dict)
def name_a_mistake(request: HttpRequest, mistake_id: int, said: NamedMistake) -> dict[str, Any]:
    mistake = load_mistake(request, mistake_id)
    cause, user = cause_named(said.cause) if said.cause else None, asker(request)
    return mistake_as_dict(
        name_mistake(mistake, text=said.text, cause=cause, by=user, at=clock.now())
    )


@router.post("/mistakes/{mistake_id}/admit", summary="Tell the client", response=dict)
def admit_a_mistake(request: HttpRequest, mistake_id: int, said: Admission) -> dict[str, Any]:
    mistake = load_mistake(request, mistake_id)
    done = admit_mistake(mistake, **said.dict(), by=asker(request), at=clock.now())
    return mistake_as_dict(done)


@router.post("/mistakes/{mistake_id}/plan", summary="Promise a date", response=dict)
def plan_a_correction(request: HttpRequest, mistake_id: int, said: Plan) -> dict[str, Any]:
    mistake = load_mistake(request, mistake_id)
    done = plan_correction(mistake, **said.dict(), by=asker(request), at=clock.now())
    return mistake_as_dict(done)


@router.post("/mistakes/{mistake_id}/correct", summary="Say that it is put right", response=dict)
def correct_a_mistake(request: HttpRequest, mistake_id: int, said: Correction) -> dict[str, Any]:
    """The client is asked whether it is right now."""
    mistake = load_mistake(request, mistake_id)
    asked = correct_mistake(mistake, done=said.done, by=asker(request), at=clock.now())
    return verification_as_dict(asked)


@router.post("/mistakes/{mistake_id}/verify", summary="Write down his answer", response=dict)
def verify_a_correction(
    request: HttpRequest, mistake_id: int, said: CorrectionVerdict
) -> dict[str, Any]:
    mistake = load_mistake(request, mistake_id)
    sides = {"answer": said.answer, "words": said.words}
    asked = note_verification(mistake, **sides, by=asker(request), at=clock.now())
    return verification_as_dict(asked)


@router.post("/mistakes/{mistake_id}/weigh", summary="Did he lose anything?", response=dict)
def weigh_a_mistake(request: HttpRequest, mistake_id: int, said: Lost) -> dict[str, Any]:
    mistake, user = load_mistake(request, mistake_id), asker(request)
    done = answer_damage(mistake, has_damage=said.has_damage, by=user, at=clock.now())
    return mistake_as_dict(done)


@router.post("/mistakes/{mistake_id}/close", summary="Close it", response=dict)
def close_a_mistake(request: HttpRequest, mistake_id: int) -> dict[str, Any]:
    """Refused while a stamp is empty, the damage is not answered, or a principal must."""
    mistake = load_mistake(request, mistake_id)
    return mistake_as_dict(close_mistake(mistake, by=asker(request), at=clock.now()))


@router.post("/mistakes/{mistake_id}/drop", summary="Say that it is none of ours", response=dict)
def drop_a_mistake(request: HttpRequest, mistake_id: int, said: DroppedMistake) -> dict[str, Any]:
    """A principal's alone."""
    mistake = load_mistake(request, mistake_id)
    return mistake_as_dict(drop_mistake(mistake, why=said.why, by=asker(request), at=clock.now()))


def load_mistake(request: HttpRequest, mistake_id: int) -> Mistake:
    visible = Mistake.objects.visible_to(asker(request)).whole()
    mistake = visible.select_related("case__engagement").filter(pk=mistake_id).first()
    if mistake is None:
        raise Http404
    return mistake


def _row(rows: Any, key: int | None) -> Any:
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
