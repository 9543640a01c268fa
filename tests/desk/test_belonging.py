"""Whose case it is: one line on the case's page while nobody has said so."""

from django.test import Client

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING

QUESTION = "Whose case is this?"


def test_one_person_for_two_organisations_is_asked_about_once(
    as_petro: Client, case: Case, sole_business: Organisation, olena: Person
) -> None:
    page = text_of(as_petro.get("/cases/S-1/"))
    assert QUESTION in page
    assert "Olena Sydorenko, for FOP Olena Sydorenko" in page
    assert "Olena Sydorenko, personally" in page
    typed = {"whose": f"{olena.pk}:{sole_business.pk}"}
    answer = as_petro.post("/cases/S-1/whose/", typed, follow=True)
    assert "The case is Olena Sydorenko’s now." in text_of(answer)
    assert scene.fresh(case).organisation == sole_business
    assert QUESTION not in text_of(as_petro.get("/cases/S-1/"))


def test_for_himself_is_an_answer_too(as_petro: Client, case: Case, olena: Person) -> None:
    as_petro.post("/cases/S-1/whose/", {"whose": f"{olena.pk}:0"})
    assert scene.fresh(case).organisation is None
    assert QUESTION not in text_of(as_petro.get("/cases/S-1/"))


def test_who_joins_later_is_asked_about_anew(
    as_petro: Client, case: Case, olena: Person, viktor: Person
) -> None:
    as_petro.post("/cases/S-1/whose/", {"whose": f"{olena.pk}:0"})
    at = MORNING + scene.HOUR
    hear_message(case, person=viktor, text="It is mine.", channel="email", by=viktor, at=at)
    page = text_of(as_petro.get("/cases/S-1/"))
    assert QUESTION in page
    assert "Viktor Savchenko, for TOV Berehynia" in page


def test_the_case_of_who_joined_has_one_clock_of_a_kind(
    as_petro: Client, case: Case, petro: User, viktor: Person, berehynia: Organisation
) -> None:
    """Both wrote and both wait: the earlier deadline stays."""
    scene.answer(case, petro, "We look into it.", MORNING + scene.HOUR)
    for hours, person in ((2, viktor), (3, case.person)):
        at = MORNING + hours * scene.HOUR
        hear_message(case, person=person, text="And?", channel="email", by=person, at=at)
    answer = as_petro.post("/cases/S-1/whose/", {"whose": f"{viktor.pk}:{berehynia.pk}"})
    assert answer.status_code == 302
    assert scene.fresh(case).person == viktor
    owed = Promise.objects.get(case=case, kind="answer", ended_at=None)
    assert (owed.person, owed.made_at) == (viktor, MORNING + 2 * scene.HOUR)
    assert list(breaches()) == []


def test_nobody_else_can_be_named(as_petro: Client, case: Case, viktor: Person) -> None:
    answer = as_petro.post("/cases/S-1/whose/", {"whose": f"{viktor.pk}:0"})
    assert answer.status_code == 422
    assert scene.fresh(case).person != viktor


def test_an_ended_case_is_not_asked_about(as_petro: Client, case: Case, olha: User) -> None:
    as_petro.force_login(olha)
    as_petro.post("/cases/S-1/close/", {"reason": "Settled by phone."})
    assert QUESTION not in text_of(as_petro.get("/cases/S-1/"))
