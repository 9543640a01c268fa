"""Rules of the house: read by everybody, written by those who keep the house."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.actions.rules import retire_rule, save_rule
from slovo.domain.standards.citing import RuleMissing, version_named, warning
from slovo.domain.standards.models import Citation, Rule, RuleVersion
from slovo.domain.standards.shapes import citation_as_dict, rule_as_dict
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.lib import clock

router = Router()
MOST = 200


class Cited(Schema):
    """`rule`: its number. `version`: the one in force, when it is left out."""

    rule: str = Field("", max_length=20)
    version: int | None = None


class NewVersionOfRule(Schema):
    title: str = Field(max_length=200)
    text: str = Field(max_length=10_000)
    since: date
    owner: str = Field("me", description="a colleague's mail address, or “me”")


class NewRule(NewVersionOfRule):
    number: str = Field(max_length=20)


@router.get("/rules", summary="The rules with their versions", response=list[dict[str, Any]])
def list_rules(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_rules", asker(request))
    rules = Rule.objects.select_related("owner").prefetch_related("versions")
    return [rule_as_dict(rule) for rule in rules]


@router.post("/rules", summary="Write a rule", response={201: dict})
def post_rule(request: HttpRequest, new: NewRule) -> Status[dict[str, Any]]:
    return Status(201, _write(request, None, new.number, new))


@router.post("/rules/{rule}/versions", summary="Write a new version of it", response={201: dict})
def post_rule_version(
    request: HttpRequest, rule: str, new: NewVersionOfRule
) -> Status[dict[str, Any]]:
    return Status(201, _write(request, _load(request, rule), rule, new))


@router.post("/rules/{rule}/retire", summary="Let nobody cite it any more", response=dict)
def retire_one(request: HttpRequest, rule: str) -> dict[str, Any]:
    return rule_as_dict(retire_rule(_load(request, rule), by=asker(request), at=clock.now()))


@router.get(
    "/rules/{rule}/citations", summary="What was decided by it", response=list[dict[str, Any]]
)
def list_citations(request: HttpRequest, rule: str) -> list[dict[str, Any]]:
    """The newest first, of cases you may see."""
    refuse_unless_allowed("see_cases", asker(request))
    rows = Citation.objects.filter(version__rule=_load(request, rule))
    rows = shown_in(rows, asker(request), "case_id").select_related("version__rule", "cited_by")
    return [citation_as_dict(row) for row in rows[:MOST]]


def cited_version(cited: Cited) -> RuleVersion | None:
    """The version a request names; nothing where it names none. An unknown one is refused."""
    if not cited.rule.strip():
        return None
    found = version_named(cited.rule, cited.version, clock.now())
    if found is None:
        raise RuleMissing.unknown(cited.rule, cited.version)
    return found


def warned(told: dict[str, Any], version: RuleVersion | None) -> dict[str, Any]:
    """With `warning`: a sentence when a newer version of the cited rule is in force, else null."""
    return told | {"warning": (warning(version, clock.now()) if version else "") or None}


def _write(
    request: HttpRequest, rule: Rule | None, number: str, new: NewVersionOfRule
) -> dict[str, Any]:
    said = new.dict(include={"title", "text", "since"})
    owner = colleague(request, new.owner)
    made = save_rule(rule, **said, number=number, owner=owner, by=asker(request), at=clock.now())
    return rule_as_dict(made.rule)


def _load(request: HttpRequest, number: str) -> Rule:
    refuse_unless_allowed("see_rules", asker(request))
    found = Rule.objects.select_related("owner").filter(number=number).first()
    if found is None:
        raise Http404
    return found
