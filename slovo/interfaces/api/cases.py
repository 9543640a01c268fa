from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import rename_case
from slovo.domain.cases.lines import lines_by_key, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.search.reading import Excerpt, excerpts
from slovo.domain.cases.shapes import case_as_dict, case_row
from slovo.domain.cases.sieve import sieve_of
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case, number_of, visible_cases
from slovo.interfaces.api.views import load_view
from slovo.interfaces.api.words import CaseChange, NewCase
from slovo.lib import clock

router = Router()


class WhoseCase(Refusal):
    """A new case needs a person: known by id, or with a mail address."""


class CaseFilter(Schema):
    """Newest first, with `q` the likeliest first. `next` of a page is `after` of the one behind."""

    state: Literal["open", "on_us", "waiting", "solved", "closed"] | None = None
    handler: str = Field("", description="a colleague's mail address, “me”, or “none”")
    person: int | None = None
    organisation: int | None = None
    in_the_dark: bool = False
    waits: bool = Field(default=False, description="the client waits for a word of ours")
    q: str = Field(
        "",
        max_length=200,
        description=(
            "words that were said anywhere in the case, each in any form; "
            "“a phrase” in quotes, -word for what must not be there"
        ),
    )
    view: int | None = Field(None, description="the id of a saved view, as `/views` lists them")
    changed_since: AwareDatetime | None = None
    after: str = Field("", pattern=r"^(([Ss]-)?[0-9]{1,9})?$")
    limit: int = Field(50, ge=1, le=200)


@router.get("/cases", summary="List cases", response=answers.Page[answers.CaseRow])
def list_cases(request: HttpRequest, wanted: Query[CaseFilter]) -> dict[str, Any]:
    refuse_unless_allowed("see_cases", asker(request))
    at = clock.now()
    cases, words = visible_cases(request), wanted.q
    if wanted.view is not None:
        sieve = sieve_of(load_view(request, wanted.view))
        cases, words = sieve.cases(cases, asker(request), at), f"{sieve.words} {words}"
    cases = narrow(request, cases, wanted)
    if wanted.in_the_dark:
        cases = cases.in_the_dark(at)
    if words.strip():
        return search_page(cases, words.strip(), wanted, at)
    if wanted.after:
        cases = cases.filter(number__lt=number_of(wanted.after))
    rows = lines_of(cases.order_by("-number")[: wanted.limit + 1])
    page = rows[: wanted.limit]
    following = page[-1].ref if len(rows) > wanted.limit else None
    return {"items": [case_row(case, at) for case in page], "next": following}


def narrow(request: HttpRequest, cases: CaseQuery, wanted: CaseFilter) -> CaseQuery:
    if wanted.state:
        cases = cases.open() if wanted.state == "open" else cases.filter(state=wanted.state)
    if wanted.handler:
        is_nobody = wanted.handler == "none"
        cases = cases.filter(handler=None if is_nobody else colleague(request, wanted.handler))
    exact = {
        "person": wanted.person,
        "organisation": wanted.organisation,
        "changed_at__gte": wanted.changed_since,
        "waits_since__isnull": False if wanted.waits else None,
    }
    return cases.filter(**{name: value for name, value in exact.items() if value is not None})


def search_page(cases: CaseQuery, words: str, wanted: CaseFilter, at: datetime) -> dict[str, Any]:
    """The likeliest first; here `after` is the last case of the page before."""
    found = cases.search(words)
    keys = found.case_ids
    last = Case.objects.filter(number=number_of(wanted.after)).first()
    first = keys.index(last.pk) + 1 if last and last.pk in keys else 0
    shown = keys[first : first + wanted.limit]
    rows = lines_by_key(shown)
    why = excerpts(found, shown)
    items = [case_row(rows[key], at) | {"excerpt": marked(why.get(key))} for key in shown]
    is_last = first + wanted.limit >= len(keys)
    return {"items": items, "next": None if is_last or not items else items[-1]["ref"]}


def marked(excerpt: Excerpt | None) -> str | None:
    """HTML: the words that were asked for stand in <mark>, everything else is escaped."""
    if excerpt is None:
        return None
    return "".join(
        f"<mark>{escape(words)}</mark>" if is_it else escape(words)
        for words, is_it in excerpt.parts
    )


@router.get("/cases/{ref}", summary="Show a case", response=answers.CaseShape)
def show_case(request: HttpRequest, ref: str) -> dict[str, Any]:
    return case_as_dict(load_case(request, ref), clock.now())


@router.post("/cases", summary="Open a case", response={201: answers.CaseShape})
@transaction.atomic
def add_case(request: HttpRequest, new: NewCase) -> Status[dict[str, Any]]:
    user, at = asker(request), clock.now()
    refuse_unless_allowed("open_case", user)
    person = _person_of(request, new)
    case = open_case(
        person,
        subject=new.subject,
        channel="api",
        organisation=_organisation_of(new),
        by=user,
        at=at,
    )
    if new.text.strip():
        hear_message(case, person=person, text=new.text.strip(), channel="api", by=user, at=at)
    return Status(201, case_as_dict(load_case(request, case.ref), at))


def _organisation_of(new: NewCase) -> Organisation | None:
    if new.organisation_id is None:
        return None
    organisation = Organisation.objects.filter(pk=new.organisation_id).first()
    if organisation is None:
        raise Http404
    return organisation


def _person_of(request: HttpRequest, new: NewCase) -> Person:
    if new.person_id is not None:
        person = Person.objects.filter(pk=new.person_id).first()
        if person is None:
            raise Http404
        return person.kept
    if new.person is None:
        raise WhoseCase(_("Say whose case it is: person_id, or person with an email."))
    return find_or_make_person(
        email=new.person.email,
        full_name=new.person.full_name,
        language=new.person.language,
        zone=new.person.zone,
        by=asker(request),
        at=clock.now(),
    )


@router.patch("/cases/{ref}", summary="Rename a case", response=answers.CaseShape)
def change_case(request: HttpRequest, ref: str, change: CaseChange) -> dict[str, Any]:
    case = load_case(request, ref)
    rename_case(case, subject=change.subject, by=asker(request), at=clock.now())
    return case_as_dict(load_case(request, ref), clock.now())
