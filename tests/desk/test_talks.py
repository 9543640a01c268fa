"""A talk at the desk: its list leaves now or later, or there is nothing to list."""

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.cases.models import Promise
from slovo.domain.talks.models import AgreedList, Talk
from tests.desk.reading import fields_of, text_of

pytestmark = pytest.mark.django_db
LINES = {
    "form-0-owed_by": "us",
    "form-0-text": "The draft",
    "form-0-due_at": "2027-03-12T18:00",
    "form-1-owed_by": "client",
    "form-1-text": "The contract",
    "form-1-due_at": "2027-03-11T18:00",
}


@pytest.fixture
def url(case):
    return f"/cases/{case.ref}/talk/"


def posted(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def test_the_list_leaves_and_stands_on_the_page_of_the_talk(as_petro, case, url):
    assert f'href="{url}"' in text_of(as_petro.get(f"/cases/{case.ref}/"))
    answer = posted(as_petro, url, do="send", **LINES)
    talk = Talk.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/talks/{talk.pk}/")
    text = text_of(as_petro.get(f"/talks/{talk.pk}/"))
    for words in (
        "Petro Marchenko: The draft, by Fri 12 March, 18:00 (UTC+2)",
        "Olena Sydorenko: The contract, by Thu 11 March, 18:00 (UTC+2)",
        "Asked by Petro Marchenko today, 11:05; no answer yet.",
    ):
        assert words in text


def test_a_begun_line_is_finished_and_keeps_what_was_typed(as_petro, url):
    answer = posted(as_petro, url, do="send", **{**LINES, "form-1-due_at": ""})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Say by when." in text
    assert "The contract" in text
    assert posted(as_petro, url, do="send").status_code == 422
    assert not Talk.objects.exists()


def test_a_list_that_is_refused_leaves_no_talk_behind(as_petro, url):
    answer = posted(as_petro, url, do="send", **{**LINES, "form-0-due_at": "2027-03-01T18:00"})
    assert answer.status_code == 422
    assert "What was agreed lies ahead" in text_of(answer)
    assert not Talk.objects.exists()


def test_written_later_it_waits_on_the_list_of_talks(as_petro, url):
    assert "Every talk has its list." in text_of(as_petro.get("/talks/"))
    posted(as_petro, url, do="later")
    talk = Talk.objects.get()
    assert "The list is to leave tomorrow by 18:00" in text_of(as_petro.get("/talks/"))
    assert posted(as_petro, f"/talks/{talk.pk}/list/", **LINES).status_code == 302
    assert "Every talk has its list." in text_of(as_petro.get("/talks/"))


def test_nothing_was_agreed(as_petro, url):
    posted(as_petro, url, do="later")
    talk = Talk.objects.get()
    assert as_petro.post(f"/talks/{talk.pk}/nothing/").status_code == 302
    assert "Nothing was agreed" in text_of(as_petro.get(f"/talks/{talk.pk}/"))


def test_a_spoken_yes_makes_promises(as_petro, url):
    posted(as_petro, url, do="send", **LINES)
    agreed = AgreedList.objects.get()
    page = f"/talks/{agreed.talk_id}/list/{agreed.pk}/"
    assert posted(as_petro, page, answer="yes", words="").status_code == 422
    assert posted(as_petro, page, answer="yes", words="That is right.").status_code == 302
    assert sorted(Promise.objects.given().values_list("owed_by", flat=True)) == ["client", "us"]


def test_read_in_another_zone_both_times_are_shown(as_petro, case, url, petro):
    posted(as_petro, url, do="send", **LINES)
    petro.zone = "Asia/Almaty"
    petro.save()
    text = text_of(as_petro.get(f"/talks/{Talk.objects.get().pk}/"))
    ours, theirs = "Fri 12 March, 21:00 (UTC+5)", "Fri 12 March, 18:00 (UTC+2)"
    assert f"The draft, by {ours}, for the client {theirs}" in text


def test_the_link_to_the_list_can_be_taken_back(as_petro, client, case, url, olena):
    posted(as_petro, url, do="send", **LINES)
    talk, asked = Talk.objects.get(), AgreedList.objects.get()
    link = f"/q/{standing_token(olena, asked.subject)}/"
    assert client.get(link).status_code == 200
    form = {"subject": asked.subject, "next": f"/talks/{talk.pk}/"}
    assert f'name="subject" value="{asked.subject}"' in text_of(as_petro.get(f"/talks/{talk.pk}/"))
    answer = as_petro.post(f"/cases/{case.ref}/unlink/", form)
    assert answer["Location"] == f"/talks/{talk.pk}/"
    assert client.get(link).status_code == 404
    assert client.post(link, {"answer": "yes"}).status_code == 404
    assert AgreedList.objects.get().is_waiting
    wrong = {"subject": "agreedlist:999"}
    assert as_petro.post(f"/cases/{case.ref}/unlink/", wrong).status_code == 404


def test_two_lines_are_open_and_the_others_folded_until_needed(as_petro, url):
    text = text_of(as_petro.get(url))
    assert text.index('name="form-1-text"') < text.index("more-lines") < text.index("form-2-text")
    assert '<details class="more-lines" open>' not in text
    answer = posted(as_petro, url, do="send", **{**LINES, "form-1-due_at": ""})
    assert '<details class="more-lines" open>' in text_of(answer)
