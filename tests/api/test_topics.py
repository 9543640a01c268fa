"""The map of responsibility by the API."""

import pytest

from slovo.domain.clients.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoices(as_olha_api):
    made = as_olha_api.post("topics", name="Invoices", words="рахунок")
    assert made.status_code == 201
    return Topic.objects.get()


def test_topics_are_listed_changed_and_taken_off(as_olha_api, as_petro, invoices):
    said = {"id": invoices.pk, "name": "Invoices", "words": "рахунок", "owner": None}
    assert as_petro.get("topics").json() == [said]
    path = f"topics/{invoices.pk}"
    assert as_petro.patch(path, name="Bills").status_code == 403
    assert as_olha_api.patch(path, name="Bills").json() == {**said, "name": "Bills", "words": ""}
    assert as_olha_api.call("DELETE", path).status_code == 204
    assert (as_petro.get("topics").json(), as_olha_api.patch(path, name="X").status_code) == (
        [],
        404,
    )


def test_the_map_and_a_letter_to_who_answers(as_petro, olena, viktor, berehynia, invoices):
    path = f"organisations/{berehynia.pk}"
    empty = as_petro.get(f"{path}/map").json()
    assert [(zone["topic"]["name"], zone["person"]) for zone in empty] == [("Invoices", None)]
    put = as_petro.call(
        "PUT", f"{path}/map/{invoices.pk}", {"person": viktor.pk, "channel": "phone"}
    )
    assert (put.status_code, put.json()["person"]) == (
        200,
        {"id": viktor.pk, "full_name": "Viktor Savchenko"},
    )
    letter = {"topic": invoices.pk, "subject": "March", "text": "Is it right?"}
    sent = as_petro.post(f"{path}/letters", **letter)
    assert (sent.status_code, sent.json()["person"]) == (201, "Viktor Savchenko")
    refused = as_petro.post(f"{path}/letters", **letter, person=olena.pk)
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "Viktor Savchenko answers there for “Invoices”. Write to them, or say why not.",
    )
    assert (
        as_petro.post(f"{path}/letters", **letter, person=olena.pk, why="Her wish").status_code
        == 201
    )
