"""What is told in confidence stands behind no address of the table of rights (R018)."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.rating import rename_case
from slovo.domain.cases.models import Case, Level
from slovo.domain.cases.search.entering import enter_head
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.risks.actions.raising import raise_risk
from tests.house.rights_bodies import BODIES
from tests.house.rights_scene import build_scene
from tests.house.rights_visitors import Scene
from tests.house.test_rights import OPERATIONS, PAGES, TABLE, page_path
from tests.make import MORNING

SECRET, STRANGER = "Verbena", "specialist"
SEARCHES = ("/find/?q=verbena", "/cases/?q=verbena", "/?whose=firm", "/cases/?view=open")


@pytest.fixture
def scene(
    olena: Person, viktor: Person, berehynia: Organisation, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    """Everything the case says about itself has one strange word in it."""
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")
    cache.clear()
    scene = build_scene(olena, viktor, berehynia)
    principal = scene.users["principal"]
    case = case_of(scene)
    rename_case(case, subject=f"{SECRET} matter", by=principal, at=MORNING)
    enter_head(Case.objects.get(pk=case.pk))
    note_case(case, html=f"<p>{SECRET} note</p>", by=principal, at=MORNING)
    said = {"person": case.person, "text": f"{SECRET} question", "channel": "email"}
    hear_message(case, **said, by=case.person, at=MORNING)
    raise_risk(case, text=f"{SECRET} risk", by=principal, at=MORNING)
    due_at = MORNING + timedelta(days=5)
    make_promise(
        case, text=f"{SECRET} draft", kind="other", due_at=due_at, by=principal, at=MORNING
    )
    yield scene
    cache.clear()


def case_of(scene: Scene) -> Case:
    return Case.objects.get(number=int(scene.keys["number"][2:]))


def told(scene: Scene, visitor: str) -> set[str]:
    """Every address that says the word to this visitor."""
    found = set()
    addresses = {
        name: page_path(scene, visitor, name)
        for name, method in TABLE
        if method == "GET" and name in PAGES and TABLE[name, method][visitor] == 200
    }
    addresses |= {address: address for address in SEARCHES}
    for name, path in addresses.items():
        if SECRET in asked(scene, visitor, path):
            found.add(name)
    for (name, method), path in OPERATIONS.items():
        if method == "GET" and SECRET in asked_by_api(scene, visitor, path, name):
            found.add(name)
    return found


def asked(scene: Scene, visitor: str, path: str) -> str:
    cache.clear()
    with transaction.atomic():
        said = scene.client(visitor).get(path).content.decode(errors="replace")
        transaction.set_rollback(True)
    return said


def asked_by_api(scene: Scene, visitor: str, path: str, name: str) -> str:
    cache.clear()
    bearer = {"Authorization": f"Bearer {scene.bearers[visitor]}"}
    with transaction.atomic():
        answer = scene.client("stranger").generic(
            "GET",
            path.format(**scene.keys),
            data=json.dumps(BODIES.get(name.removeprefix("api:"), {})),
            content_type="application/json",
            headers=bearer,
        )
        transaction.set_rollback(True)
    return answer.content.decode(errors="replace")


@pytest.mark.slow
def test_no_address_tells_a_colleague_who_is_not_among_its_people(scene: Scene) -> None:
    everywhere = told(scene, STRANGER)
    assert everywhere >= {"case-show", "risk-list", "promise-list", *SEARCHES}
    confide_case(case_of(scene), level=Level.RELATIONSHIP, by=scene.users["principal"], at=MORNING)
    assert told(scene, STRANGER) == set()
    in_confidence_to_all = {"colleague-hand-over", "api:list_holdings"}
    assert everywhere - told(scene, "principal") == in_confidence_to_all
