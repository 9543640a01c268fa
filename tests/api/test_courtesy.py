"""Courtesy by the API: the one question, what is held, quiet days, wishes; the pages' refusals."""

import pytest

from slovo.domain.courtesy.models import Blackout
from tests.domain.promises.scene import kyiv, send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
CLOSE = {"first_day": "2027-03-25", "last_day": "2027-04-10", "why": "Quarter close"}
NOW = "2027-03-31T09:00:00Z"


@pytest.fixture
def path(viktor, mailbox):
    return f"persons/{viktor.pk}"


def ask(caller, path, **said):
    return caller.get(f"{path}/may-contact", **said).json()


def test_may_contact_answers_with_a_reason_and_the_first_free_instant(as_petro, path):
    assert as_petro.post(f"{path}/blackouts", **CLOSE).status_code == 201
    assert ask(as_petro, path, kind="survey", at=NOW) == {
        "allowed": False,
        "reason": "These are quiet days of the client: Quarter close.",
        "free_at": "2027-04-12T07:00:00Z",
        "rule": "quiet",
    }
    assert ask(as_petro, path, kind="service", at=NOW)["allowed"] is True
    assert ask(as_petro, path)["allowed"] is True
    assert as_petro.get(f"{path}/may-contact", kind="spam").status_code == 422


def test_written_held_sent_now_and_cancelled(as_petro, path, clock_at, petro):
    as_petro.post(f"{path}/blackouts", **CLOSE)
    clock_at(kyiv("2027-03-31 12:00"))
    first, second = (
        as_petro.post(f"{path}/approaches", kind="news", subject=name, text="New.").json()
        for name in ("One", "Two")
    )
    assert (first["state"], first["held_until"]) == ("held", "2027-04-12T07:00:00Z")
    held = as_petro.get("approaches", person=first["person"]).json()
    assert [one["id"] for one in held] == [first["id"], second["id"]]
    assert held[0]["reason"] == "These are quiet days of the client: Quarter close."
    refused = as_petro.post(f"approaches/{first['id']}/now", reason=" ")
    assert (refused.status_code, refused.json()["detail"]) == (422, "Say why it cannot wait.")
    sent = as_petro.post(f"approaches/{first['id']}/now", reason="He asked").json()
    assert (sent["state"], sent["forced_by"], sent["forced_why"]) == (
        "said",
        petro.full_name,
        "He asked",
    )
    gone = as_petro.post(f"approaches/{second['id']}/cancel", reason="Said by phone").json()
    assert (gone["state"], gone["why"]) == ("cancelled", "Said by phone")
    send_all(kyiv("2027-03-31 12:00"))
    left = as_petro.post(f"approaches/{first['id']}/cancel")
    assert (left.status_code, left.json()["detail"]) == (422, "The letter has left already.")
    assert as_petro.get("approaches", state="cancelled").json() == [gone]


def test_quiet_days_of_a_role_and_of_an_organisation(as_petro, path, viktor, berehynia):
    role = viktor.standings.get().pk
    days = as_petro.post(f"{path}/blackouts", **CLOSE, role=role).json()
    assert (days["role"], days["person"]) == (role, None)
    assert as_petro.post(f"{path}/blackouts", **CLOSE, role=0).status_code == 422
    whole = as_petro.post(f"organisations/{berehynia.pk}/blackouts", **CLOSE).json()
    listed = as_petro.get(f"{path}/blackouts").json()
    assert [row["id"] for row in listed] == [days["id"], whole["id"]]
    assert as_petro.post(f"blackouts/{days['id']}/drop").status_code == 200
    assert as_petro.post(f"blackouts/{days['id']}/drop").status_code == 404
    assert Blackout.objects.count() == 1


def test_what_he_wishes(as_petro, path, petro):
    assert as_petro.get(f"{path}/preference").json()["level"] == ""
    said = as_petro.post(f"{path}/preference", level="none", words="Leave me alone").json()
    assert (said["level"], said["heard_by"], said["words"]) == (
        "none",
        petro.full_name,
        "Leave me alone",
    )
    assert as_petro.post(f"{path}/preference", level="less").status_code == 422
    answer = ask(as_petro, path)
    assert (answer["allowed"], answer["free_at"], answer["rule"]) == (False, None, "none")
    refused = as_petro.post(f"{path}/approaches", kind="care", subject="A", text="B")
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "The client wants nothing that was not asked for.",
    )


def test_whose_turn_it_is(as_petro, path, viktor, berehynia):
    viktor.standings.update(topics="invoices")
    page = f"organisations/{berehynia.pk}/turn"
    people = [{"person": viktor.pk, "asked_at": None, "free_at": "2027-03-10T09:05:00Z"}]
    expected = {"person": viktor.pk, "wait_until": None, "people": people}
    assert as_petro.get(page, topic="invoices").json() == expected
    assert MORNING.isoformat() == "2027-03-10T09:05:00+00:00"


def test_only_the_desk_asks(as_taras, path):
    assert as_taras.get(f"{path}/may-contact").status_code == 403
    assert as_taras.get("approaches").status_code == 403
