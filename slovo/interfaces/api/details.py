"""What is worth remembering about a person, and how a business works."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.clients.actions.details import Said, drop_detail, remember_detail
from slovo.domain.clients.actions.profiles import save_profile_of, save_term
from slovo.domain.clients.models import Detail, Organisation, Profile
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.organisations import load_organisation
from slovo.interfaces.api.persons import load_person
from slovo.interfaces.api.words import WallTime
from slovo.lib import clock

router = Router()


class DetailGiven(Schema):
    """`from_time` and `until_time` are on his clock: never before, never after."""

    text: str = Field(max_length=300)
    use: Literal["call", "visit", "write", "always"] = "always"
    from_time: WallTime | None = None
    until_time: WallTime | None = None
    said_on: date | None = None
    expires_on: date | None = None
    level: Literal["", "relationship", "principal"] = ""


class DetailShape(DetailGiven):
    id: int
    author: str | None
    confirmed_at: AwareDatetime


class TermGiven(Schema):
    word: str = Field(max_length=80)
    meaning: str = Field(max_length=300)


class ProfileGiven(Schema):
    works: str = Field("", max_length=5000)
    products: str = Field("", max_length=5000)
    risks: str = Field("", max_length=5000)


class ProfileShape(ProfileGiven):
    changed_at: AwareDatetime | None
    words: list[TermGiven]


@router.get(
    "/persons/{person_id}/details", summary="What is worth remembering", response=list[DetailShape]
)
def list_details(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    person = load_person(request, person_id)
    visible = Detail.objects.visible_to(asker(request)).filter(person=person)
    return [_detail(each) for each in visible.select_related("author").order_by("use", "pk")]


@router.post(
    "/persons/{person_id}/details", summary="Remember something", response={201: DetailShape}
)
def add_detail(request: HttpRequest, person_id: int, given: DetailGiven) -> Status[dict[str, Any]]:
    person, said = load_person(request, person_id), Said(**given.dict())
    made = remember_detail(person, said=said, by=asker(request), at=clock.now())
    return Status(201, _detail(made))


@router.delete(
    "/persons/{person_id}/details/{detail_id}", summary="Forget something", response={204: None}
)
def forget_detail(request: HttpRequest, person_id: int, detail_id: int) -> Status[None]:
    refuse_unless_allowed("save_detail", asker(request))
    visible = Detail.objects.visible_to(asker(request))
    detail = visible.filter(person=load_person(request, person_id), pk=detail_id).first()
    if detail is None:
        raise Http404
    drop_detail(detail, by=asker(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/organisations/{organisation_id}/business",
    summary="How a business works",
    response=ProfileShape,
)
def show_business(request: HttpRequest, organisation_id: int) -> dict[str, Any]:
    return _profile(load_organisation(request, organisation_id))


@router.put(
    "/organisations/{organisation_id}/business",
    summary="Write down how a business works",
    response=ProfileShape,
)
def put_business(request: HttpRequest, organisation_id: int, given: ProfileGiven) -> dict[str, Any]:
    known = load_organisation(request, organisation_id)
    save_profile_of(known, **given.dict(), by=asker(request), at=clock.now())
    return _profile(known)


@router.post(
    "/organisations/{organisation_id}/words",
    summary="Keep a word of theirs",
    response={201: TermGiven},
)
def add_word(
    request: HttpRequest, organisation_id: int, given: TermGiven
) -> Status[dict[str, Any]]:
    known = load_organisation(request, organisation_id)
    made = save_term(known, **given.dict(), by=asker(request), at=clock.now())
    return Status(201, {"word": made.word, "meaning": made.meaning})


def _detail(detail: Detail) -> dict[str, Any]:
    names = ("text", "use", "from_time", "until_time", "said_on", "expires_on", "level")
    author = detail.author.full_name if detail.author else None
    sides = {name: getattr(detail, name) for name in names}
    return {"id": detail.pk, **sides, "author": author, "confirmed_at": detail.confirmed_at}


def _profile(organisation: Organisation) -> dict[str, Any]:
    known = Profile.objects.filter(organisation=organisation).first()
    terms = organisation.terms.order_by("word", "pk")
    return {
        "works": known.works if known else "",
        "products": known.products if known else "",
        "risks": known.risks if known else "",
        "changed_at": known.changed_at if known else None,
        "words": [{"word": term.word, "meaning": term.meaning} for term in terms],
    }
