from datetime import timedelta

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.delivery.models import ScopeChange, TimeEntry
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def page(engagement):
    return f"/agreements/{engagement.pk}/"


def test_an_agreement_has_a_page_of_its_own(as_petro, page, olena):
    text = text_of(as_petro.get(page))
    for words in ("Legal care", "TOV Berehynia", "Partner", "Petro Marchenko", "stands in"):
        assert words in text
    assert "Nothing beyond what was agreed." in text
    assert f'href="{page}"' in text_of(as_petro.get(f"/clients/{olena.pk}/"))


def test_a_change_is_asked_with_hours_and_money(as_petro, page):
    form = fields_of(as_petro.get(f"{page}scope/"))
    said = {**form, "text": "Counter-claim", "more_minutes": "1,5", "more_money": "3600"}
    answer = as_petro.post(f"{page}scope/", said)
    assert (answer.status_code, answer["Location"]) == (302, f"{page}#scope")
    change = ScopeChange.objects.get()
    assert (change.more_minutes, str(change.more_money)) == (90, "3600.00")
    text = text_of(as_petro.get(page))
    assert "Counter-claim" in text
    assert "It takes 1 h 30 min more. It costs UAH 3,600 more." in text
    assert "Asked by Petro Marchenko today, 11:05; no answer yet." in text


def test_what_is_refused_keeps_what_was_typed(as_petro, page):
    said = {"text": "Counter-claim", "more_minutes": "-1", "more_money": "5", "currency": "UAH"}
    answer = as_petro.post(f"{page}scope/", said)
    assert answer.status_code == 422
    assert "Counter-claim" in text_of(answer)
    assert not ScopeChange.objects.exists()


def test_a_spoken_yes_is_written_down_with_its_hour(as_petro, page, engagement, petro, clock_at):
    change = make.make_scope_change(engagement, petro)
    clock_at(MORNING + 3 * HOUR)
    url = f"{page}scope/{change.pk}/answer/"
    form = fields_of(as_petro.get(url))
    assert form["said_at"] == "2027-03-10T14:05"
    assert as_petro.post(url, {**form, "answer": "yes", "words": ""}).status_code == 422
    said = {**form, "answer": "yes", "words": "Do it", "said_at": "2027-03-10T13:30"}
    assert as_petro.post(url, said).status_code == 302
    text = text_of(as_petro.get(page))
    assert "Yes, said to Petro Marchenko today, 13:30." in text
    assert "Do it" in text


def test_a_yes_in_the_minute_of_the_question_is_taken(as_petro, page, engagement, petro, clock_at):
    asked_at = MORNING + timedelta(seconds=40)
    change = make.make_scope_change(engagement, petro, at=asked_at)
    clock_at(MORNING + timedelta(seconds=55))
    url = f"{page}scope/{change.pk}/answer/"
    said = {**fields_of(as_petro.get(url)), "answer": "yes", "words": "Do it"}
    assert said["said_at"] == "2027-03-10T11:05"
    assert as_petro.post(url, said).status_code == 302
    assert ScopeChange.objects.get().answered_at == asked_at


def test_time_on_an_unapproved_change_is_shown_as_parked(as_petro, page, engagement, petro):
    change = make.make_scope_change(engagement, petro)
    form = fields_of(as_petro.get(f"{page}time/"))
    said = {**form, "minutes": "1.5", "note": "Draft", "scope_change": change.pk}
    assert as_petro.post(f"{page}time/", said).status_code == 302
    text = text_of(as_petro.get(page))
    assert "1 h 30 min not approved" in text
    assert "Not approved" in text
    entry = TimeEntry.objects.get()
    assert as_petro.post(f"{page}time/{entry.pk}/drop/").status_code == 302
    assert "No time has been written down." in text_of(as_petro.get(page))


def test_another_ones_time_stays(as_petro, page, engagement, petro, maksym):
    form = fields_of(as_petro.get(f"{page}time/"))
    as_petro.post(f"{page}time/", {**form, "minutes": "1", "note": "Draft"})
    entry = TimeEntry.objects.get()
    as_petro.force_login(maksym)
    answer = as_petro.post(f"{page}time/{entry.pk}/drop/")
    assert answer.status_code == 422
    assert page in text_of(answer)


def test_a_link_is_taken_back_and_the_question_withdrawn(as_petro, page, engagement, petro, olena):
    change = make.make_scope_change(engagement, petro)
    token = standing_token(olena, change.subject)
    assert token in text_of(as_petro.get(page))
    as_petro.post(f"{page}unlink/", {"subject": change.subject})
    assert as_petro.get(f"/q/{token}/").status_code == 404
    as_petro.post(f"{page}scope/{change.pk}/withdraw/")
    assert "Taken back today, 11:05." in text_of(as_petro.get(page))


def test_another_agreements_change_does_not_exist_here(as_petro, page, viktor, petro):
    foreign = make.make_scope_change(make.make_engagement(viktor, petro), petro)
    assert as_petro.get(f"{page}scope/{foreign.pk}/answer/").status_code == 404
    assert as_petro.post(f"{page}unlink/", {"subject": foreign.subject}).status_code == 404


def test_queries_do_not_grow_with_what_stands_on_it(
    as_petro, page, engagement, petro, django_assert_max_num_queries
):
    for number in range(12):
        make.make_scope_change(engagement, petro, text=f"Change {number}")
    make.make_stages(engagement, petro)
    with django_assert_max_num_queries(34):
        as_petro.get(page)
