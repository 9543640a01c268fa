"""Whether a client may be spoken to unasked, what is held, his quiet days and what he wishes."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.cases.approaches import approaches_for
from slovo.domain.cases.shapes import instant
from slovo.domain.clients.models import Organisation, Person, Standing
from slovo.domain.courtesy.actions.approaching import (
    cancel_approach,
    send_approach_now,
    write_approach,
)
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout, drop_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Approach, Blackout, Channel, Kind, Preference
from slovo.domain.courtesy.rotation import whose_turn
from slovo.domain.courtesy.shapes import (
    answer_as_dict,
    approach_as_dict,
    blackout_as_dict,
    preference_as_dict,
)
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.organisations import load_organisation
from slovo.interfaces.api.persons import load_person
from slovo.lib import clock

router = Router()
MOST = 200


class HasLeft(Refusal):
    """A letter that is on its way cannot be called back."""


class NotHisRole(Refusal):
    """A request names a role that this person does not have."""


class CourtesyQuestion(Schema):
    """`at`: now, when it is left out."""

    kind: Kind = Field(Kind.CARE, description="what we want to say")
    channel: Channel = Channel.EMAIL
    at: AwareDatetime | None = None


class NewWords(Schema):
    kind: str
    subject: str = Field("", max_length=200)
    text: str = Field("", max_length=20_000)


class NewDays(Schema):
    """Of a person; with `role`, the number of a standing of his, only while he has it."""

    first_day: date
    last_day: date
    nature: str = "blackout"
    repeats: str = ""
    why: str = Field("", max_length=200)
    role: int | None = None


class Wish(Schema):
    """`level`: "", "less" or "none"; `words`: his own, needed when it becomes more than before."""

    level: str = ""
    refused: list[str] = []
    words: str = Field("", max_length=300)


class ApproachReason(Schema):
    reason: str = Field("", max_length=300)


class Held(Schema):
    """`after`: the number of the last one you have."""

    state: str = Field("held", pattern="held|said|cancelled")
    person: int | None = None
    after: int = 0


class Turned(Schema):
    topic: str = ""
    kind: Kind = Kind.SURVEY


@router.get("/persons/{person_id}/may-contact", summary="May this client be spoken to")
def may_be_spoken_to(
    request: HttpRequest, person_id: int, asked: Query[CourtesyQuestion]
) -> dict[str, Any]:
    """`free_at` is the first free instant; without one, he wants nothing of it at all."""
    person = load_person(request, person_id)
    at = asked.at or clock.now()
    return answer_as_dict(may_contact(person, asked.kind, at, channel=asked.channel))


@router.post(
    "/persons/{person_id}/approaches", summary="Write to a client unasked", response={201: dict}
)
def write_unasked(request: HttpRequest, person_id: int, said: NewWords) -> Status[dict[str, Any]]:
    """It leaves at once, or is held: `state` and `held_until` say so."""
    person = load_person(request, person_id)
    made = write_approach(person, **said.dict(), by=asker(request), at=clock.now())
    return Status(201, approach_as_dict(made))


@router.get("/approaches", summary="List what is held, was said or cancelled")
def list_approaches(request: HttpRequest, asked: Query[Held]) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    stamp = {"held": "next_at", "said": "freed_at", "cancelled": "cancelled_at"}[asked.state]
    rows = approaches_for(asker(request)).filter(pk__gt=asked.after)
    rows = rows.exclude(**{stamp: None}).select_related("forced_by")
    rows = rows.filter(person=asked.person) if asked.person else rows
    return [approach_as_dict(one) for one in rows.order_by("pk")[:MOST]]


@router.post("/approaches/{approach_id}/now", summary="Send what is held now")
def send_held_now(request: HttpRequest, approach_id: int, said: ApproachReason) -> dict[str, Any]:
    approach = _load(request, approach_id)
    sent = send_approach_now(approach, reason=said.reason, by=asker(request), at=clock.now())
    return approach_as_dict(sent)


@router.post("/approaches/{approach_id}/cancel", summary="Do not send it")
def cancel_held(request: HttpRequest, approach_id: int, said: ApproachReason) -> dict[str, Any]:
    approach = _load(request, approach_id)
    if not cancel_approach(approach, why=said.reason, by=asker(request), at=clock.now()):
        raise HasLeft(_("The letter has left already."))
    return approach_as_dict(_load(request, approach_id))


@router.get("/persons/{person_id}/blackouts", summary="List the quiet days of a client")
def list_blackouts(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    """His own, those of his roles and of the organisations he stands for."""
    rows = Blackout.objects.about(load_person(request, person_id))
    return [blackout_as_dict(row) for row in rows]


@router.post(
    "/persons/{person_id}/blackouts", summary="Write down quiet days", response={201: dict}
)
def post_blackout(request: HttpRequest, person_id: int, said: NewDays) -> Status[dict[str, Any]]:
    person = load_person(request, person_id)
    of = person if said.role is None else _role(person, said.role)
    return Status(201, _days(request, of, said))


@router.post(
    "/organisations/{organisation_id}/blackouts",
    summary="Write down an organisation’s quiet days",
    response={201: dict},
)
def post_blackout_of_organisation(
    request: HttpRequest, organisation_id: int, said: NewDays
) -> Status[dict[str, Any]]:
    return Status(201, _days(request, load_organisation(request, organisation_id), said))


@router.post("/blackouts/{blackout_id}/drop", summary="Take out quiet days")
def drop_days(request: HttpRequest, blackout_id: int) -> dict[str, bool]:
    row = Blackout.objects.filter(pk=blackout_id).first()
    if row is None:
        raise Http404
    drop_blackout(row, by=asker(request), at=clock.now())
    return {"dropped": True}


@router.get("/persons/{person_id}/preference", summary="Show how often a client wants to hear")
def show_preference(request: HttpRequest, person_id: int) -> dict[str, Any]:
    person = load_person(request, person_id)
    rows = Preference.objects.select_related("heard_by").filter(person=person)
    return preference_as_dict(rows.first() or Preference(person=person))


@router.post("/persons/{person_id}/preference", summary="Write down what a client wishes")
def prefer(request: HttpRequest, person_id: int, wish: Wish) -> dict[str, Any]:
    """It holds at once, for what is held and for letters about to leave, too."""
    person = load_person(request, person_id)
    save_preference(person, **wish.dict(), by=asker(request), at=clock.now())
    return show_preference(request, person_id)


@router.get("/organisations/{organisation_id}/turn", summary="Whose turn it is to be asked")
def show_turn(request: HttpRequest, organisation_id: int, asked: Query[Turned]) -> dict[str, Any]:
    """Of those who answer for a topic the one left in peace longest; else until when to wait."""
    known = load_organisation(request, organisation_id)
    found = whose_turn(known, asked.topic, asked.kind, clock.now())
    return {
        "person": found.person.pk if found.person else None,
        "wait_until": instant(found.wait_until),
        "people": [
            {
                "person": row.person.pk,
                "asked_at": instant(row.asked_at),
                "free_at": instant(row.free_at),
            }
            for row in found.rows
        ],
    }


def _days(
    request: HttpRequest, of: Person | Organisation | Standing, said: NewDays
) -> dict[str, Any]:
    days = Days(**said.dict(exclude={"role"}))
    return blackout_as_dict(add_blackout(of, days=days, by=asker(request), at=clock.now()))


def _role(person: Person, role: int) -> Standing:
    found = person.standings.filter(pk=role, to_date=None).first()
    if found is None:
        raise NotHisRole(_("This person has no such role now."))
    return found


def _load(request: HttpRequest, approach_id: int) -> Approach:
    rows = approaches_for(asker(request)).select_related("forced_by", "person")
    found = rows.filter(pk=approach_id).first()
    if found is None:
        raise Http404
    return found
