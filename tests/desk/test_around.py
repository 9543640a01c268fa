"""Beside the pages: what is new, what is found, what one was told."""

from typing import Any

from django.test import Client

from slovo.domain.cases.models import Case
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from tests import make
from tests.desk import scene
from tests.make import MORNING


def test_nothing_new_costs_nothing(
    as_petro: Client, case: Case, django_assert_max_num_queries: Any
) -> None:
    last = Event.objects.latest("pk").pk
    as_petro.get(f"/live/?after={last}")
    with django_assert_max_num_queries(2):
        response = as_petro.get(f"/live/?after={last}")
    assert (response.status_code, response.content) == (204, b"")


def test_what_is_new_is_counted(as_petro: Client, case: Case) -> None:
    last = Event.objects.latest("pk").pk
    scene.write_again(case, "And?", MORNING + scene.HOUR)
    for query in (f"?after={last}", f"?after={last}&case={case.pk}"):
        found = as_petro.get(f"/live/{query}").json()
        assert found["last"] <= Event.objects.latest("pk").pk
        assert found["changes"] >= 1
    assert as_petro.get(f"/live/?after={last}&case=999").status_code == 204
    assert as_petro.get("/live/?after=x").status_code == 400


def test_live_is_for_the_desk(client: Client, case: Case, taras: User) -> None:
    client.force_login(taras)
    assert client.get("/live/?after=0").status_code == 403


def test_the_palette_finds_people_cases_and_things_to_do(as_petro: Client, case: Case) -> None:
    part = as_petro.get("/find/?q=olena", headers={"HX-Request": "true"}).content.decode()
    assert "<u>Olena</u> Sydorenko" in part
    assert "/cases/S-1/" in part
    assert "<html" not in part
    page = as_petro.get("/find/?q=quarantine").content.decode()
    assert "Letters in <u>quarantine</u>" in page
    assert "<html" in page
    assert "Nothing fits." in as_petro.get("/find/?q=zzz").content.decode()


def test_the_palette_writes_words_not_markup(as_petro: Client, case: Case) -> None:
    assert (
        "<img" not in as_petro.get("/find/?q=<img>", headers={"HX-Request": "1"}).content.decode()
    )


def test_what_one_was_told_is_read_once(as_petro: Client, case: Case, petro: User) -> None:
    scene.write_again(case, "And?", MORNING)
    page = as_petro.get("/notices/").content.decode()
    assert "There is something new." in page
    assert "Olena Sydorenko wrote." in page
    assert "Olena Sydorenko wrote." in as_petro.get("/").content.decode()
    as_petro.post("/notices/see/", {"through": MORNING.isoformat()})
    assert Notice.objects.filter(user=petro, seen_at=None).count() == 0
    assert "You have read everything." in as_petro.get("/notices/").content.decode()


def test_notices_are_ones_own(client: Client, case: Case, iryna: User) -> None:
    scene.write_again(case, "And?", MORNING)
    client.force_login(iryna)
    assert "Olena" not in client.get("/notices/").content.decode()


def test_everybody_begins_where_he_has_something_to_do(
    client: Client, petro: User, taras: User, surveyor: User
) -> None:
    for user, first in ((petro, "/"), (taras, "/settings/"), (surveyor, "/me/")):
        typed = {"login": user.email, "password": make.PASSWORD}
        response = client.post("/accounts/login/", typed)
        assert (response.status_code, response["Location"]) == (302, first)
        assert client.get(first).status_code == 200
        client.logout()
