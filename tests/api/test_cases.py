from collections.abc import Callable
from datetime import timedelta

import pytest

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User
from tests.api.caller import Caller
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, write


def refs(response: object) -> list[str]:
    return [item["ref"] for item in response.json()["items"]]  # type: ignore[attr-defined]


def test_a_case_is_shown_in_the_shape_of_the_command_line(as_petro: Caller, case: Case) -> None:
    shown = as_petro.get("cases/S-1").json()
    expected = {
        "ref": "S-1",
        "subject": "Grain for Odesa",
        "person": "Olena Sydorenko",
        "organisation": "TOV Berehynia",
        "handler": "Petro Marchenko",
        "answerer": "Petro Marchenko",
        "state": "on_us",
        "waiting_on": "us",
        "opened_at": "2027-03-10T09:05:00Z",
        "first_answer_due_at": "2027-03-11T09:05:00Z",
        "first_answered_at": None,
        "next_word_at": "2027-03-11T09:05:00Z",
        "dark_seconds": 0,
    }
    assert {name: shown[name] for name in expected} == expected
    assert [clock["kind"] for clock in shown["clocks"]] == ["first_answer"]
    assert shown["promises"] == []
    first = shown["messages"][0]
    assert (first["direction"], first["kind"], first["at"], first["delivered_at"]) == (
        "in",
        "human",
        "2027-03-10T09:05:00Z",
        None,
    )
    assert first["text"] == "The supplier does not pay."
    receipt = shown["messages"][1]
    assert (receipt["direction"], receipt["kind"], receipt["by"]) == ("out", "house", None)


def test_pages_are_cut_by_key(as_petro: Caller, case: Case, olena: Person) -> None:
    for hour in range(1, 5):
        write(olena, at=MORNING + hour * HOUR)
    first = as_petro.get("cases", limit=2)
    assert (refs(first), first.json()["next"]) == (["S-5", "S-4"], "S-4")
    write(olena, at=MORNING + 9 * HOUR)
    second = as_petro.get("cases", limit=2, after="S-4")
    assert (refs(second), second.json()["next"]) == (["S-3", "S-2"], "S-2")
    third = as_petro.get("cases", limit=2, after="S-2")
    assert (refs(third), third.json()["next"]) == (["S-1"], None)


def test_filters(
    as_petro: Caller,
    case: Case,
    olena: Person,
    viktor: Person,
    petro: User,
    berehynia: Organisation,
    clock_at: Callable[..., None],
) -> None:
    other = write(viktor, at=MORNING + HOUR)
    answer(other, petro, "Here.", MORNING + 2 * HOUR, question="When?")
    clock_at(MORNING + 25 * HOUR)
    expected: dict[tuple[str, object], list[str]] = {
        ("state", "on_us"): ["S-1"],
        ("state", "waiting"): ["S-2"],
        ("state", "open"): ["S-2", "S-1"],
        ("handler", "me"): ["S-1"],
        ("handler", "petro@firm.example"): ["S-1"],
        ("handler", "none"): [],
        ("person", viktor.pk): ["S-2"],
        ("organisation", berehynia.pk): ["S-1"],
        ("in_the_dark", "true"): ["S-1"],
        ("waits", "true"): ["S-1"],
        ("q", "olena grain"): ["S-1"],
        ("q", "viktor@client.example"): ["S-2"],
        ("q", "s-2"): ["S-2"],
        ("q", "nothing"): [],
        ("changed_since", (MORNING + 2 * HOUR).isoformat()): ["S-2", "S-1"],
        ("changed_since", (MORNING + 3 * HOUR).isoformat()): [],
    }
    found = {
        (name, value): refs(as_petro.get("cases", **{name: value})) for name, value in expected
    }
    assert found == expected


@pytest.mark.parametrize(
    "query",
    [
        {"state": "sleeping"},
        {"limit": 0},
        {"limit": 201},
        {"changed_since": "yesterday"},
        {"after": "garbage"},
    ],
)
def test_a_filter_nobody_understands_is_refused_in_words(
    as_petro: Caller, query: dict[str, object]
) -> None:
    response = as_petro.get("cases", **query)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].endswith(next(iter(query)))
    assert response.json()["detail"].startswith("Something in the request")


def test_a_case_is_opened_for_a_known_person(as_petro: Caller, olena: Person) -> None:
    response = as_petro.post("cases", subject="A call", person_id=olena.pk, text="He called me.")
    assert response.status_code == 201
    made = Case.objects.get()
    assert (made.person, made.channel, made.waits_since) == (olena, "api", MORNING)
    assert response.json()["ref"] == "S-1"


def test_a_case_is_opened_for_a_new_person(as_petro: Caller) -> None:
    who = {"email": "Anna@new.example", "full_name": "Anna New", "language": "ru"}
    assert as_petro.post("cases", subject="Hello", person=who).status_code == 201
    person = Person.objects.get(full_name="Anna New")
    assert [address.email for address in person.addresses.all()] == ["anna@new.example"]


def test_nobodys_case_is_not_opened(as_petro: Caller) -> None:
    response = as_petro.post("cases", subject="Hello")
    assert response.status_code == 422
    assert response.json()["detail"] == (
        "Say whose case it is: person_id, or person with an email."
    )
    assert as_petro.post("cases", subject="Hello", person_id=99).status_code == 404
    assert as_petro.post("cases", subject="", person_id=99).status_code == 404
    who = {"email": "nonsense"}
    refused = as_petro.post("cases", subject="Hello", person=who)
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    new = {"email": "anna@new.example"}
    assert as_petro.post("cases", subject="x", person=new, organisation_id=99).status_code == 404
    assert not Person.objects.filter(addresses__email="anna@new.example").exists()


def test_a_case_is_renamed(as_petro: Caller, case: Case) -> None:
    assert as_petro.patch("cases/S-1", subject="Barley").json()["subject"] == "Barley"
    assert as_petro.patch("cases/S-1", subject=" ").json() == {"detail": "A case needs a subject."}


def test_today_is_the_morning_list(
    as_petro: Caller, case: Case, clock_at: Callable[..., None]
) -> None:
    clock_at(MORNING + 24 * HOUR + timedelta(minutes=2))
    today = as_petro.get("today", whose="mine").json()
    assert today["items"] == [
        {
            "list": "in_the_dark",
            "case": "S-1",
            "subject": "Grain for Odesa",
            "person": "Olena Sydorenko",
            "owner": "Petro Marchenko",
            "due_at": "2027-03-11T09:05:00Z",
            "late_seconds": 120,
        }
    ]
    assert today["counts"]["in_the_dark"] == 1


def test_a_list_takes_as_many_queries_with_many_rows_as_with_one(
    as_petro: Caller, case: Case, olena: Person, django_assert_num_queries: Callable[..., object]
) -> None:
    for hour in range(1, 8):
        write(olena, at=MORNING + hour * HOUR)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(as_petro.get("cases").json()["items"]) == 8


def test_words_are_found_in_any_form_with_an_excerpt(
    as_petro: Caller, case: Case, viktor: Person
) -> None:
    write(viktor, text="Пришлите <b>договоры</b>, счёт оплачен.", at=MORNING)
    found = as_petro.get("cases", q="договору счетом").json()["items"]
    assert [(row["ref"], row["excerpt"]) for row in found] == [
        (
            "S-2",
            "Пришлите &lt;b&gt;<mark>договоры</mark>&lt;/b&gt;, <mark>счёт</mark> оплачен.",
        )
    ]
    assert as_petro.get("cases", q="договору", state="closed").json()["items"] == []
    assert as_petro.get("cases").json()["items"][0]["excerpt"] is None


def test_found_cases_go_on_page_by_page(as_petro: Caller, viktor: Person) -> None:
    for hours in range(3):
        write(viktor, text="Договор.", at=MORNING + hours * HOUR)
    first = as_petro.get("cases", q="договоры", limit=2).json()
    rest = as_petro.get("cases", q="договоры", limit=2, after=first["next"]).json()
    assert [row["ref"] for row in first["items"] + rest["items"]] == ["S-3", "S-2", "S-1"]
    assert (first["next"], rest["next"]) == ("S-2", None)
