"""Every address × every visitor: the expected status stands in one table, tests/house/rights.txt.

A new address needs its rows there. A method without a row must do nothing.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.models import Event
from slovo.interfaces.api.door import api
from tests.house.rights_bodies import BODIES
from tests.house.rights_scene import build_scene
from tests.house.rights_visitors import VISITORS, Scene
from tests.make import MORNING

LINES = Path(__file__).with_name("rights.txt").read_text(encoding="utf-8").splitlines()
METHODS = ("GET", "POST")
Row = tuple[str, str]


def read_table() -> dict[Row, dict[str, int]]:
    rows = {}
    for line in LINES:
        words = line.split()
        if words and not line.startswith("#"):
            name, method, *statuses = words
            rows[name, method] = dict(zip(VISITORS, map(int, statuses), strict=True))
    return rows


def pages(resolver: Any = None, outer: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Every page's name and what its path asks for; the API describes itself."""
    for pattern in (resolver or get_resolver()).url_patterns:
        wanted = (*outer, *pattern.pattern.regex.groupindex)
        if not isinstance(pattern, URLResolver):
            yield pattern.name, list(wanted)
        elif pattern.app_name != "ninja":
            yield from pages(pattern, wanted)


def said(rows: dict[Row, dict[str, int]]) -> list[str]:
    """As the table is written, so that what differs can be read, thought over and copied."""
    return [
        f"{name:<40} {method:<6} {' '.join(str(statuses[visitor]) for visitor in VISITORS)}"
        for (name, method), statuses in rows.items()
    ]


TABLE = read_table()
PAGES = dict(pages())
OPERATIONS = {
    (f"api:{operation['operationId']}", method.upper()): path
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
}


@pytest.fixture
def scene(
    olena: Person,
    viktor: Person,
    berehynia: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scene]:
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")
    cache.clear()
    yield build_scene(olena, viktor, berehynia)
    cache.clear()


def status(scene: Scene, visitor: str, method: str, path: str, **more: Any) -> int:
    """What he is told; what he did is taken back."""
    cache.clear()
    with transaction.atomic():
        answered = scene.client(visitor).generic(method, path, **more)
        transaction.set_rollback(True)
    has_mute_choice = not answered.streaming and b">---------<" in answered.content
    assert not has_mute_choice, f"a choice of {path} begins with dashes instead of words"
    return int(answered.status_code)


def page_path(scene: Scene, visitor: str, name: str) -> str:
    return reverse(name, kwargs=scene.path_keys(name, visitor, PAGES[name]))


@pytest.mark.slow
def test_every_page_opens_to_whom_it_should(scene: Scene) -> None:
    form = "application/x-www-form-urlencoded"
    rows = [row for row in TABLE if row[0] in PAGES]
    found = {
        (name, method): {
            visitor: status(
                scene, visitor, method, page_path(scene, visitor, name), content_type=form
            )
            for visitor in VISITORS
        }
        for name, method in rows
    }
    assert said(found) == said({row: TABLE[row] for row in rows})


@pytest.mark.slow
def test_every_operation_of_the_api_opens_to_whom_it_should(scene: Scene) -> None:
    found = {
        (name, method): {visitor: call(scene, visitor, name, method, path) for visitor in VISITORS}
        for (name, method), path in OPERATIONS.items()
    }
    assert said(found) == said({row: TABLE[row] for row in OPERATIONS})


def call(scene: Scene, visitor: str, name: str, method: str, path: str) -> int:
    bearer = scene.bearers.get(visitor)
    body = json.dumps(BODIES.get(name.removeprefix("api:"), {}))
    return status(
        scene,
        "stranger",
        method,
        path.format(**scene.keys),
        content_type="application/json",
        data=body.replace("{talk_id}", str(scene.keys["talk_id"])).replace(
            "{ref}", scene.keys["ref"]
        ),
        headers={"Authorization": f"Bearer {bearer}"} if bearer else {},
    )


def test_every_address_has_its_rows_and_every_row_its_address() -> None:
    missing = [name for name in PAGES if not any((name, method) in TABLE for method in METHODS)]
    missing += [f"{name} {method}" for name, method in OPERATIONS if (name, method) not in TABLE]
    gone = [row for row in TABLE if row[0] not in PAGES and row not in OPERATIONS]
    assert (missing, gone) == ([], [])


def test_an_empty_form_is_sent_back_with_words() -> None:
    """422 with what is missing; a button alone leads on (302); a draft may be empty, and what a
    button made or heard is shown on the spot (200)."""
    accepted = {
        name
        for (name, method), statuses in TABLE.items()
        if method == "POST" and name in PAGES and 200 in statuses.values()
    }
    assert accepted == {
        "case-draft",
        "case-attach",
        "case-dates",
        "settings-hook-test",
        "settings-hook-rotate",
    }


def test_a_method_without_a_row_does_nothing(scene: Scene) -> None:
    """It is refused with 405, or it answers as GET does and writes nothing."""
    before = Event.objects.count()
    strange = {}
    for name in PAGES:
        for method in METHODS:
            if (name, method) not in TABLE:
                path = page_path(scene, "principal", name)
                code = scene.client("principal").generic(method, path).status_code
                as_get = TABLE.get((name, "GET"), {}).get("principal", 405)
                if code not in (405, as_get):
                    strange[name, method] = code
    assert (strange, Event.objects.count()) == ({}, before)


def test_another_persons_link_and_a_stranger_see_nothing(scene: Scene, olena: Person) -> None:
    client = scene.client("stranger")
    for name in PAGES:
        for token in (scene.other_link, "w" * 43):
            path = page_path(scene, "stranger", name).replace("w" * 43, token)
            response = client.get(path)
            words = b"" if response.streaming else response.content
            assert olena.full_name.encode() not in words, path
