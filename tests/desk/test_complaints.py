"""Complaints at the desk: two presses, a page with its nine steps, verbs that refuse in words."""

import pytest

from slovo.domain.complaints.models import Complaint
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(olena, engagement):
    from slovo.domain.cases.actions.opening import open_case

    return open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING)


@pytest.fixture
def filed(case, olena, nadia, roman):
    from slovo.domain.complaints.actions.filing import file_complaint

    return file_complaint(olena, stated="Nobody calls me back.", about=case, by=roman, at=MORNING)


@pytest.fixture
def as_nadia(nadia, client):
    client.force_login(nadia)
    return client


def test_an_empty_list_says_how_it_begins(as_olha):
    text = text_of(as_olha.get("/complaints/"))
    assert "No complaint stands here." in text


def test_whoever_is_complained_of_records_it_and_then_reads_it_no_more(as_petro, case, nadia):
    url = f"/cases/{case.ref}/complaint/"
    assert f'href="{url}?letter=last"' in text_of(as_petro.get(f"/cases/{case.ref}/"))
    form = fields_of(as_petro.get(url))
    answer = as_petro.post(url, {**form, "stated": " "})
    assert answer.status_code == 422
    answer = as_petro.post(
        url, {**form, "stated": "Nobody calls me back.", "remedy_sought": "A call"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/complaints/")
    made = Complaint.objects.get()
    assert (made.owner, made.remedy_sought) == (nadia, "A call")
    text = text_of(as_petro.get("/complaints/"))
    assert "Complaint C-1 is recorded; Nadia Hnatiuk sees it through. It is kept from you." in text
    assert "Nobody calls me back." not in text
    assert as_petro.get(f"/complaints/{made.number}/").status_code == 404
    assert "C-1" not in text_of(as_petro.get("/find/?q=calls"))


def test_the_page_has_nine_steps_and_both_limits(as_nadia, filed):
    text = text_of(as_nadia.get("/complaints/1/"))
    steps = ["Communication", "Receipt", "Tracking", "Acknowledgement", "Assessment"]
    steps += ["Investigation", "Response", "Decision told", "Closing"]
    places = [text.index(f"<b>{step}</b>") for step in steps]
    assert places == sorted(places)
    assert "Nobody calls me back." in text
    assert "Sat 20 March by 23:59" in text
    assert "Fri 19 March by 18:00" in text
    assert "none that we know of" in text


def test_it_is_assessed_and_a_bad_form_keeps_what_was_typed(as_nadia, filed):
    url = "/complaints/1/assess/"
    given = {"severity": "high", "complexity": "low", "impact": "low", "is_safety": "on"}
    answer = as_nadia.post(url, given)
    assert answer.status_code == 422
    assert "say what is done at once" in text_of(answer)
    answer = as_nadia.post(url, {**given, "immediate_action": "The line is closed."})
    assert answer.status_code == 302
    text = text_of(as_nadia.get("/complaints/1/"))
    assert "The line is closed." in text


def test_one_tap_says_that_we_are_still_on_it(as_nadia, filed):
    assert as_nadia.post("/complaints/1/word/").status_code == 302
    assert filed.case.messages.filter(direction="out", nature="human").count() == 1


def test_the_list_asks_no_question_per_row(as_olha, filed, case, olena, roman):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from slovo.domain.complaints.actions.filing import file_complaint

    as_olha.get("/complaints/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        as_olha.get("/complaints/")
    for number in range(5):
        file_complaint(olena, stated=f"More {number}", by=roman, at=MORNING)
    with CaptureQueriesContext(connection) as six:
        as_olha.get("/complaints/")
    assert len(six) == len(one)


def test_a_letter_that_sounds_like_one_is_recorded_in_one_tap(as_petro, case, olena, nadia):
    from slovo.domain.cases.actions.hearing import hear_message

    words = {"text": "It is the third time that I ask.", "channel": "email"}
    letter = hear_message(case, person=olena, **words, by=olena, at=MORNING)
    page = f"/cases/{case.ref}/"
    text = text_of(as_petro.get(page))
    assert "It sounds like a complaint: “third time”." in text
    answer = as_petro.post(f"{page}complaint/{letter.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/complaints/")
    made = Complaint.objects.get()
    assert (made.letter, made.owner, made.stated) == (letter, nadia, words["text"])


def test_any_letter_of_the_client_leads_to_the_form_with_its_words(as_petro, case, olena):
    from slovo.domain.cases.actions.hearing import hear_message

    sides = {"person": olena, "channel": "email", "by": olena, "at": MORNING}
    letter = hear_message(case, text="Nobody came on Tuesday.", **sides)
    hear_message(case, text="Another thing.", **sides)
    page = f"/cases/{case.ref}/"
    text = text_of(as_petro.get(page))
    assert f'<form id="a-complaint" action="{page}complaint/">' in text
    assert f'form="a-complaint" name="letter" value="{letter.pk}">A complaint?</button>' in text
    said = fields_of(as_petro.get(f"{page}complaint/", {"letter": letter.pk}))
    assert said["stated"] == "Nobody came on Tuesday."


def test_once_recorded_it_is_suggested_no_more(as_olha, case, olena, nadia, roman):
    from slovo.domain.cases.actions.hearing import hear_message
    from slovo.domain.complaints.actions.filing import file_complaint

    sides = {"person": olena, "channel": "email", "by": olena, "at": MORNING}
    hear_message(case, text="Hello", **sides)
    letter = hear_message(case, text="I am disappointed.", **sides)
    assert "It sounds like a complaint" in text_of(as_olha.get(f"/cases/{case.ref}/"))
    file_complaint(olena, letter=letter, by=roman, at=MORNING)
    assert "It sounds like a complaint" not in text_of(as_olha.get(f"/cases/{case.ref}/"))


def test_a_firm_of_two_names_somebody_outside_on_the_page(as_olha, case, olena, petro):
    from slovo.domain.complaints.actions.filing import file_complaint

    made = file_complaint(olena, stated="Rude", about=case, by=olena, at=MORNING)
    url = f"/complaints/{made.number}/owner/"
    given = {"owner": "", "outside_name": "Dr. Kravets", "reason": "Nobody here is free of it."}
    answer = as_olha.post(url, given)
    assert answer.status_code == 422
    assert "Nobody here is free of it." in text_of(answer)
    answer = as_olha.post(url, {**given, "outside_address": "kravets@bar.example"})
    assert answer.status_code == 302
    assert "Dr. Kravets" in text_of(as_olha.get(f"/complaints/{made.number}/"))
    answer = as_olha.post(url, {"owner": petro.pk, "reason": "No"})
    assert answer.status_code == 422


def test_a_table_is_looked_at_first_and_taken_in_as_a_whole(as_olha, olena, nadia):
    url, head = "/complaints/import/", "email;received;complaint\n"
    bad = {"text": head + "nobody@x.example;01.02.2027;Late\n"}
    answer = as_olha.post(url, bad)
    assert answer.status_code == 422
    assert "Nobody is known by nobody@x.example." in text_of(answer)
    good = {"text": head + "olena@client.example;01.02.2027;Late again\n"}
    assert "is taken in" in text_of(as_olha.post(url, good))
    assert not Complaint.objects.exists()
    answer = as_olha.post(url, {**good, "is_seen": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/complaints/list/?which=all")
    assert "Late again" in text_of(as_olha.get(answer["Location"]))
    assert "Late again" not in text_of(as_olha.get("/complaints/"))


def test_the_list_is_sifted(as_nadia, filed):
    from slovo.domain.complaints.models import Complaint

    assert "Nobody calls me back." in text_of(as_nadia.get("/complaints/?which=mine"))
    assert "No complaint stands here." in text_of(as_nadia.get("/complaints/?which=late"))
    Complaint.objects.update(own_limit_at=MORNING)
    assert "Nobody calls me back." in text_of(as_nadia.get("/complaints/?which=late"))


def test_whoever_works_on_it_is_named_beforehand_unless_nobody_has_begun(
    as_olha, case, olena, petro
):
    from slovo.domain.cases.actions.hearing import hear_message

    sides = {"person": olena, "channel": "email", "by": olena, "at": MORNING}
    url = f"/cases/{case.ref}/complaint/?letter=last"
    ticked = f'name="against" value="{petro.pk}" id="id_against_'
    hear_message(case, text="Hello", **sides)
    assert "checked" not in text_of(as_olha.get(url)).split(ticked)[1][:60]
    hear_message(case, text="I am disappointed.", **sides)
    assert "checked" in text_of(as_olha.get(url)).split(ticked)[1][:60]


def test_its_case_leads_to_it_and_says_that_the_receipt_left(as_nadia, filed):
    text = text_of(as_nadia.get(f"/cases/{filed.case.ref}/"))
    assert 'href="/complaints/1/"' in text
    assert "Receipt of the complaint: who sees it through, and by when" in text
