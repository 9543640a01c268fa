"""What people promised in a case: listed, made, done, given another date, given back."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.cases.models import Message, Promise
from slovo.domain.clients.models import Person
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.ending import fulfil_promise, withdraw_by_client
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.promises.actions.renegotiating import pass_promise, renegotiate_promise
from slovo.domain.promises.shapes import given_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.answers import PromiseShape
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.lib import clock

router = Router()
PEOPLE = ("case__person", "person", "owner", "overridden_by")


class NoSuchMessage(Refusal):
    """A request names a message that is not in this case."""


class GivenShape(PromiseShape):
    id: int
    person: str
    person_id: int
    owner_email: str | None
    effort_minutes: int | None
    wished_at: str | None
    dropped: str | None
    beyond_capacity_by: str | None
    replaces: int | None
    consent: str | None
    proof: str | None
    message: int | None


class NewPromise(Schema):
    """`override` promises beyond capacity: a principal may, and it bears his name."""

    text: str = Field(max_length=300)
    kind: Literal["document", "work", "talk", "payment", "other"] = "other"
    due_at: AwareDatetime
    owner: str = Field("me", description="a colleague's mail address, or “me”")
    effort_minutes: int | None = Field(None, ge=0)
    person_id: int | None = None
    owed_by: Literal["us", "client"] = "us"
    wished_at: AwareDatetime | None = None
    dropped: str = Field("", max_length=300)
    override: bool = False


class Done(Schema):
    message: int | None = Field(None, description="the letter that brought it: its stamp decides")
    proof: str = Field("", max_length=500)


class NewDate(Schema):
    """The client's yes, in his words, before the old date."""

    due_at: AwareDatetime
    consent: str = Field(max_length=500)
    effort_minutes: int | None = Field(None, ge=0, description="the work left; null: all of it")
    dropped: str = Field("", max_length=300)
    override: bool = False


class Withdrawal(Schema):
    words: str = Field(max_length=500, description="the client's own words")


class NewOwner(Schema):
    to: str = Field(description="a colleague's mail address, or “me”")


@router.get("/cases/{ref}/promises", summary="List what was promised", response=list[GivenShape])
def list_promises(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    given = load_case(request, ref).promises.given().select_related(*PEOPLE)
    return [given_as_dict(promise) for promise in given.order_by("made_at", "pk")]


@router.post(
    "/cases/{ref}/promises", summary="Promise a date, through the gate", response={201: GivenShape}
)
def promise(request: HttpRequest, ref: str, new: NewPromise) -> Status[dict[str, Any]]:
    case = load_case(request, ref)
    made = make_promise(
        case,
        text=new.text,
        kind=new.kind,
        due_at=new.due_at,
        owner=colleague(request, new.owner),
        effort_minutes=new.effort_minutes,
        person=load_person(request, new.person_id),
        owed_by=new.owed_by,
        wished_at=new.wished_at,
        dropped=new.dropped,
        is_override=new.override,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, given_as_dict(made))


@router.post("/promises/{promise_id}/fulfil", summary="Say that it is done", response=GivenShape)
def fulfil(request: HttpRequest, promise_id: int, done: Done) -> dict[str, Any]:
    found = load_promise(request, promise_id)
    message = _message(found, done.message)
    by, at = asker(request), clock.now()
    return given_as_dict(fulfil_promise(found, message=message, proof=done.proof, by=by, at=at))


@router.post(
    "/promises/{promise_id}/renegotiate",
    summary="Give it another date with the client's yes",
    response={201: GivenShape},
)
def renegotiate(request: HttpRequest, promise_id: int, new: NewDate) -> Status[dict[str, Any]]:
    made = renegotiate_promise(
        load_promise(request, promise_id),
        due_at=new.due_at,
        consent=new.consent,
        effort_minutes=new.effort_minutes,
        dropped=new.dropped,
        is_override=new.override,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, given_as_dict(made))


@router.post(
    "/promises/{promise_id}/withdraw", summary="The client needs it no more", response=GivenShape
)
def withdraw(request: HttpRequest, promise_id: int, said: Withdrawal) -> dict[str, Any]:
    found = load_promise(request, promise_id)
    by, at = asker(request), clock.now()
    return given_as_dict(withdraw_by_client(found, words=said.words, by=by, at=at))


@router.post(
    "/promises/{promise_id}/pass",
    summary="Give it to a colleague, date and all",
    response=GivenShape,
)
def pass_on(request: HttpRequest, promise_id: int, new: NewOwner) -> dict[str, Any]:
    found = load_promise(request, promise_id)
    to = colleague(request, new.to)
    return given_as_dict(pass_promise(found, to=to, by=asker(request), at=clock.now()))


def load_promise(request: HttpRequest, pk: int) -> Promise:
    visible = Promise.objects.visible_to(asker(request)).given().select_related(*PEOPLE)
    found = visible.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _message(promise: Promise, pk: int | None) -> Message | None:
    if pk is None:
        return None
    message = Message.objects.filter(case=promise.case_id, pk=pk).first()
    if message is None:
        raise NoSuchMessage(_("There is no such message in this case."))
    return message


def load_person(request: HttpRequest, pk: int | None) -> Person | None:
    if pk is None:
        return None
    person = Person.objects.visible_to(asker(request)).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
