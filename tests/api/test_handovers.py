"""Whom clients trust here, and introductions, by the API."""

import pytest

pytestmark = pytest.mark.django_db
GIVEN = {
    "to": "iryna@firm.example",
    "introduced_at": "2027-03-10T08:00:00Z",
    "how": "call",
    "words": "Iryna goes on. “Good.”",
    "brief": "one\ntwo\nthree",
}


def test_what_is_held_goes_to_who_was_introduced(as_petro, olena, case, iryna):
    held = as_petro.get("colleagues/me/holdings").json()
    assert [(each["full_name"], each["holds"][0]) for each in held] == [
        ("Olena Sydorenko", "relationship")
    ]
    path = "colleagues/petro@firm.example/introductions"
    refused = as_petro.post(path, **GIVEN | {"persons": [olena.pk], "brief": "one"})
    assert (refused.status_code, refused.json()["detail"][:18]) == (422, "Three lines, pleas")
    half = as_petro.post(path, **GIVEN, persons=[olena.pk], first_day="2027-04-01")
    assert (half.status_code, half.json()["detail"]) == (422, "Say both days, or neither.")
    days = {"first_day": "2027-04-01", "last_day": "2027-04-20"}
    assert (
        as_petro.post(path, **GIVEN, persons=[olena.pk], **days).json()[0]["last_day"]
        == "2027-04-20"
    )
    made = as_petro.post(path, **GIVEN, persons=[olena.pk])
    assert (made.status_code, made.json()[0]["to"]) == (201, "Iryna Koval")
    holders = as_petro.get(f"persons/{olena.pk}/holders").json()
    assert [each["email"] for each in holders] == ["iryna@firm.example"]
    added = as_petro.post(f"persons/{olena.pk}/holders", user="me")
    assert (added.status_code, added.json()["user"]) == (201, "Petro Marchenko")


def test_every_client_has_a_principal(as_olha_api, petro, olena):
    made = as_olha_api.post("persons", full_name="New", principal="")
    assert made.status_code == 422
    assert as_olha_api.patch(f"persons/{olena.pk}", principal=" ").status_code == 422
    assert (
        as_olha_api.patch(f"persons/{olena.pk}", principal="petro@firm.example").status_code == 422
    )
    kept = as_olha_api.patch(f"persons/{olena.pk}", principal="olha@firm.example")
    assert kept.json()["principal"] == "Olha Levchenko"
