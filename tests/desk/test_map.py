"""The map of responsibility on an organisation's page, a letter of ours, the task on Today."""

import pytest

from slovo.domain.cases.actions.rating import rename_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.clients.models import Topic
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoices(roman):
    return save_topic(None, name="Invoices", words="рахунок", by=roman, at=MORNING)


def test_topics_are_the_firms_own_list(as_olha):
    assert "No topics yet." in text_of(as_olha.get("/settings/topics/"))
    fields = {"name": "Contracts", "words": "договір agreement"}
    as_olha.post("/settings/topics/new/", fields)
    assert as_olha.post("/settings/topics/new/", fields).status_code == 422
    topic = Topic.objects.get()
    page = f"/settings/topics/{topic.pk}/"
    assert fields_of(as_olha.get(page))["words"] == "договір agreement"
    as_olha.post(page, {**fields, "name": "Agreements"})
    assert "Agreements" in text_of(as_olha.get("/settings/topics/"))
    as_olha.post(f"{page}drop/")
    assert "No topics yet." in text_of(as_olha.get("/settings/topics/"))


def test_who_answers_for_invoices_is_named_and_proposed(
    as_petro, olena, viktor, berehynia, invoices
):
    page = f"/organisations/{berehynia.pk}/topics/{invoices.pk}/"
    assert "nobody is known yet" in text_of(as_petro.get(f"/organisations/{berehynia.pk}/"))
    refused = as_petro.post(page, {"person": viktor.pk, "backup": viktor.pk, "note": "Fridays"})
    assert (refused.status_code, fields_of(refused)["note"]) == (422, "Fridays")
    as_petro.post(page, {"person": viktor.pk, "backup": olena.pk, "channel": "letter"})
    said = text_of(as_petro.get(f"/organisations/{berehynia.pk}/"))
    assert ("Viktor Savchenko" in said, "By letter" in said) == (True, True)
    write = as_petro.get(f"/organisations/{berehynia.pk}/write/", {"about": "Рахунки за березень"})
    assert fields_of(write)["person"] == str(viktor.pk)
    assert "Viktor Savchenko answers there for it." in text_of(write)


def test_to_another_one_the_letter_asks_why(as_petro, petro, olena, viktor, berehynia, invoices):
    name_responsible(berehynia, topic=invoices, person=viktor, by=petro, at=MORNING)
    page = f"/organisations/{berehynia.pk}/write/?topic={invoices.pk}"
    fields = fields_of(as_petro.get(page)) | {"subject": "March", "text": "Is it right?"}
    asked = as_petro.post(page, {**fields, "person": olena.pk})
    assert (asked.status_code, fields_of(asked)["text"].strip()) == (422, "Is it right?")
    assert "Viktor Savchenko answers there for “Invoices”." in text_of(asked)
    as_petro.post(page, {**fields, "person": olena.pk, "why": "Her wish"})
    as_petro.post(page, fields)
    assert [case.person for case in Case.objects.order_by("pk")] == [olena, viktor]


def test_an_unknown_zone_stands_on_today_until_somebody_names_the_person(
    as_petro, iryna, client, viktor, berehynia, invoices
):
    page = f"/organisations/{berehynia.pk}/write/?topic={invoices.pk}"
    fields = {"person": viktor.pk, "subject": "March", "text": "Is it right?"}
    assert as_petro.post(page, fields).status_code == 302
    task = "Learn who answers for “Invoices”"
    assert task in text_of(as_petro.get("/"))
    client.force_login(iryna)
    assert (task in text_of(client.get("/")), task in text_of(client.get("/?whose=firm"))) == (
        False,
        True,
    )
    client.post(f"/organisations/{berehynia.pk}/topics/{invoices.pk}/", {"person": viktor.pk})
    assert task not in text_of(client.get("/?whose=firm"))


def test_beside_a_letter_stands_who_else_answers_for_it(
    as_petro, petro, olena, viktor, berehynia, case, invoices
):
    page, words = f"/cases/{case.ref}/", "Viktor Savchenko answers there for “Invoices”."
    name_responsible(berehynia, topic=invoices, person=viktor, by=petro, at=MORNING)
    assert words not in text_of(as_petro.get(page))
    rename_case(case, subject="Рахунки за березень", by=petro, at=MORNING)
    assert words in text_of(as_petro.get(page))
    name_responsible(berehynia, topic=invoices, person=olena, by=petro, at=MORNING)
    assert "answers there for" not in text_of(as_petro.get(page))


def test_a_topic_nobody_has_is_not_found(as_petro, berehynia, invoices):
    assert as_petro.get(f"/organisations/{berehynia.pk}/write/?topic=99").status_code == 404
    assert as_petro.get(f"/organisations/{berehynia.pk}/topics/99/").status_code == 404
    assert "What is the letter about?" in text_of(
        as_petro.get(f"/organisations/{berehynia.pk}/write/")
    )
