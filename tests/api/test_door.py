from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from ninja import Schema

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User
from slovo.interfaces.api import bearer
from tests.api.caller import Caller
from tests.portal.scene import url_of


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer x", "Basic eDp5", "bearer  "])
def test_without_a_valid_token_nothing_is_said(
    client: Client, case: Case, header: str | None
) -> None:
    headers = {"Authorization": header} if header is not None else {}
    response = client.get("/api/v1/cases", headers=headers)
    assert response.status_code == 401
    assert response.json()["detail"].startswith("This needs a valid token")


def test_a_session_and_a_clients_link_open_no_api(
    as_olha: Client, client: Client, case: Case
) -> None:
    assert as_olha.get("/api/v1/cases").status_code == 401
    token = url_of(case).split("/")[2]
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/cases", headers=headers).status_code == 401


def test_who_sees_no_cases_sees_none(as_taras: Caller, case: Case) -> None:
    for path in ("cases", "today", "persons", "organisations"):
        assert as_taras.get(path).status_code == 403, path
    for path in ("cases/S-1", "cases/S-1/messages/1"):
        assert as_taras.get(path).status_code == 404, path


@pytest.mark.parametrize("ref", ["S-99", "99", "S-", "x", "S-١", "S-99999999999999999999"])
def test_what_is_not_there_is_404(as_petro: Caller, case: Case, ref: str) -> None:
    response = as_petro.get(f"cases/{ref}")
    assert response.status_code == 404
    assert response.json() == {"detail": "There is nothing here that you may see."}


def test_a_role_without_the_right_is_refused_in_words(as_petro: Caller, case: Case) -> None:
    response = as_petro.post("cases/S-1/assign", handler="me")
    assert response.status_code == 403
    assert response.json() == {"detail": "Your role does not allow this. Ask your principal."}


def test_too_many_calls_wait(as_petro: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearer, "LIMIT", 3)
    statuses = [as_petro.get("today").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert as_petro.get("today").json()["detail"].startswith("Too many requests")


def test_the_description_lies_beside_it(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    names = [
        operation["operationId"]
        for path in described["paths"].values()
        for operation in path.values()
    ]
    assert len(names) == len(set(names))
    assert "answer" in names
    assert "/api/v1/cases/{ref}/still-on-it" in described["paths"]
    fulfil = described["paths"]["/api/v1/promises/{promise_id}/fulfil"]["post"]
    asked = fulfil["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    assert set(described["components"]["schemas"][asked.split("/")[-1]]["properties"]) == {
        "message",
        "proof",
    }


def test_no_two_shapes_bear_one_name() -> None:
    """The description keeps one shape of each name: of two, the second would stand for both."""
    ours = {shape for shape in shapes(Schema) if shape.__module__.startswith("slovo.")}
    names = [shape.__name__ for shape in ours]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def shapes(of: type[Schema]) -> Iterator[type[Schema]]:
    for shape in of.__subclasses__():
        yield shape
        yield from shapes(shape)


def test_persons(as_petro: Caller, olena: Person, viktor: Person, olha: User) -> None:
    listed = as_petro.get("persons", limit=1).json()
    assert ([row["full_name"] for row in listed["items"]], listed["next"]) == (
        ["Olena Sydorenko"],
        olena.pk,
    )
    rest = as_petro.get("persons", limit=1, after=olena.pk).json()
    assert (rest["items"][0]["full_name"], rest["next"]) == ("Viktor Savchenko", None)
    assert [row["id"] for row in as_petro.get("persons", q="savch").json()["items"]] == [viktor.pk]
    made = as_petro.post("persons", full_name="Anna New", emails=["Anna@new.example"])
    assert (made.status_code, made.json()["emails"]) == (201, ["anna@new.example"])
    assert Person.objects.get(full_name="Anna New").principal == olha
    path = f"persons/{made.json()['id']}"
    changed = as_petro.patch(path, called="Anna Petrivna", zone="Europe/Rome").json()
    assert (changed["full_name"], changed["called"], changed["emails"]) == (
        "Anna New",
        "Anna Petrivna",
        ["anna@new.example"],
    )
    assert as_petro.patch(path, zone="Mars").status_code == 422
    assert as_petro.post("persons").json() == {"detail": "Write the name of the person."}
    assert as_petro.get("persons/999").status_code == 404


def test_organisations(as_petro: Caller, berehynia: Organisation, olena: Person) -> None:
    shown = as_petro.get(f"organisations/{berehynia.pk}").json()
    assert (shown["name"], shown["persons"][0]["full_name"]) == (
        "TOV Berehynia",
        "Olena Sydorenko",
    )
    made = as_petro.post("organisations", name="New House", country="ua")
    assert (made.status_code, made.json()["country"]) == (201, "UA")
    path = f"organisations/{made.json()['id']}"
    changed = as_petro.patch(path, code="123").json()
    assert (changed["name"], changed["code"]) == ("New House", "123")
    assert as_petro.post("organisations").status_code == 422
    assert [row["name"] for row in as_petro.get("organisations", q="house").json()["items"]] == [
        "New House"
    ]
    assert as_petro.get("organisations/999").status_code == 404


def test_guessing_is_slowed_down(client: Client, case: Case) -> None:
    statuses = [
        client.get("/api/v1/today", headers={"Authorization": f"Bearer {n}"}).status_code
        for n in range(bearer.GUESSES + 1)
    ]
    assert statuses == [401] * bearer.GUESSES + [429]


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing", "/api/v2/cases", "/api/v1/today/x"])
def test_an_unknown_address_is_answered_in_json(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path, "{}", content_type="application/json")):
        assert response.status_code == 404
        assert response["Content-Type"] == "application/json"
        assert "/api/v1/openapi.json" in response.json()["detail"]


def test_faults_of_fields_are_said_in_words(as_petro: Caller, case: Case) -> None:
    body = {"text": 5, "next_word_at": "2027-03-12T15:00", "files": [{"name": "a"}]}
    assert as_petro.post("cases/S-1/answer", **body).json()["errors"] == [
        {"field": "letter.text", "why": "This has to be text."},
        {"field": "letter.files.0.content", "why": "This is missing."},
        {
            "field": "letter.next_word_at",
            "why": "Write the time with its offset, such as 2027-03-12T15:00:00+02:00.",
        },
    ]
    rating = as_petro.post("cases/S-1/rate", severity_ours=7).json()["errors"][0]
    assert rating["why"] == "This has to be one of: 0, 1, 2 or 3."


@pytest.mark.parametrize(("asked", "sentence"), [("uk", "Спершу напишіть щось."), (None, "Write")])
def test_the_caller_chooses_the_language(
    as_petro: Caller, case: Case, asked: str | None, sentence: str
) -> None:
    headers = {"Authorization": f"Bearer {as_petro.token}"}
    headers |= {"Accept-Language": asked} if asked else {}
    response = as_petro.client.post(
        "/api/v1/cases/S-1/note", "{}", content_type="application/json", headers=headers
    )
    assert response.json()["detail"].startswith(sentence)


def test_what_no_database_keeps_is_refused_or_left_out(
    as_olha_api: Caller, olena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = as_olha_api.client.generic(
        "POST",
        "/api/v1/persons",
        '{"full_name": "Anna\\u0000 \\ud800New", "emails": ["anna@new.example"]}',
        content_type="application/json",
        headers={"Authorization": f"Bearer {as_olha_api.token}"},
    )
    assert (said.status_code, said.json()["full_name"]) == (201, "Anna \ufffdNew")
    many = as_olha_api.get("persons", after=10**30)
    assert many.status_code < 500
    wall = as_olha_api.call("PUT", "notices", {"quiet_from": "20:00:00Z"})
    assert (wall.status_code, wall.json()["errors"][0]["why"]) == (
        422,
        "Write a time of day without an offset, such as 15:00.",
    )
    garbled = as_olha_api.client.generic(
        "POST",
        "/api/v1/persons",
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {as_olha_api.token}"},
    )
    assert (garbled.status_code, garbled.json()) == (
        400,
        {"detail": "This is not proper JSON."},
    )


def test_what_is_too_large_for_its_place_is_said_in_words(
    as_petro: Caller, case: Case, as_olha: Client
) -> None:
    said = as_petro.post(
        "cases/S-1/promises", text="A draft", kind="document", due_at="9999-12-31T23:59:59+00:00"
    )
    assert said.status_code == 422
    assert as_olha.get("/promises/calendar/", {"client": "\0a"}).status_code in (200, 422)
