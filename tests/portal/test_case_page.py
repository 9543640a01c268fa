import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from slovo.domain.access.actions.links import revoke_link
from slovo.domain.access.models import ClientLink
from slovo.domain.cases.actions.answering import answer_case, note_case, undo_answer
from slovo.domain.cases.actions.assigning import hand_over_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from slovo.interfaces.portal.hours import city_of
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, read, send_all, url_of, write

Clock = Callable[[datetime], None]


def test_he_sees_who_works_for_him_and_when_he_hears_next(client: Client, case: Case) -> None:
    page = read(client, url_of(case))
    assert "Grain for Odesa" in page
    assert "on Thursday, 11 March, by 11:05" in page
    assert "By your time (UTC+2). Petro Marchenko writes, even if there is no news." in page
    assert "Petro Marchenko<small>works on it and answers you" in page
    assert "Iryna Koval<small>if Petro Marchenko is away" in page


def test_times_are_in_his_own_zone_with_its_offset(
    client: Client, case: Case, olena: Person
) -> None:
    olena.zone = "Asia/Almaty"
    olena.save()
    page = read(client, url_of(case))
    assert "on Thursday, 11 March, by 14:05" in page
    assert "By your time (UTC+5)." in page
    assert "Kyiv, 09:00–18:00 on working days: 12:00–21:00 for you." in page
    assert [city_of("Europe/Kyiv", language) for language in ("en", "ru", "uk")] == [
        "Kyiv",
        "Киев",
        "Київ",
    ]


def test_the_hours_say_when_clocks_change(
    client: Client, case: Case, olena: Person, clock_at: Clock
) -> None:
    olena.zone = "Asia/Almaty"
    olena.save()
    clock_at(datetime.fromisoformat("2027-03-26T07:12:00+00:00"))
    page = read(client, url_of(case))
    assert "From Mon 29 March, after the clocks change: 11:00–20:00 for you." in page


def test_our_last_word_stands_there_and_the_wait_is_not_hidden(
    client: Client, case: Case, petro: User, clock_at: Clock
) -> None:
    answer(case, petro, "The carrier admits the damage.", MORNING + 2 * HOUR)
    clock_at(MORNING + 3 * HOUR)
    page = read(client, url_of(case))
    assert "The carrier admits the damage." in page
    assert "on Thursday, 11 March, by 13:05" in page
    assert (
        "In the last 30 days you waited for an answer 1 time, 2 h in all. "
        "The longest wait began on Wed 10 March: 2 h."
    ) in page


def test_a_broken_word_is_admitted_with_the_names_of_those_who_know(
    client: Client, case: Case, clock_at: Clock
) -> None:
    clock_at(MORNING + 25 * HOUR)
    page = read(client, url_of(case))
    assert "We owe you a word, and we are sorry" in page
    assert "We wanted to write on Thursday, 11 March, by 11:05 (UTC+2)" in page
    assert "Petro Marchenko and Olha Levchenko know that you are waiting." in page


def test_an_act_is_seen_at_once_and_the_mark_changes(
    client: Client, case: Case, petro: User, iryna: User
) -> None:
    """R049: within 60 seconds; the page asks every 30."""
    changes = url_of(case, page="changes/")
    mark = client.get(changes).json()["mark"]
    assert client.get(changes, {"seen": mark}).status_code == 204
    brief = "He wants his money.\nHe fears the court.\nWe promised a letter."
    hand_over_case(case, to=iryna, brief=brief, by=petro, at=MORNING + HOUR)
    assert client.get(changes, {"seen": mark}).status_code == 200
    page = read(client, url_of(case))
    assert "Iryna Koval took the request on." in page
    assert "Iryna Koval<small>works on it and answers you" in page


def test_only_the_last_three_acts_stand_on_the_page(
    client: Client, case: Case, petro: User
) -> None:
    for hour in range(1, 5):
        answer(case, petro, f"This is word number {hour} of ours.", MORNING + hour * HOUR)
    page = read(client, url_of(case))
    acts = page[page.index('<ol class="acts">') : page.index("</ol>")]
    assert [f"word number {hour}" in acts for hour in range(1, 5)] == [False, True, True, False]
    assert "<span>Petro Marchenko wrote to you.</span>" in acts  # the newest stands above it whole


def test_what_we_wait_for_stands_there(client: Client, case: Case, petro: User) -> None:
    assert "What we wait for from you" not in read(client, url_of(case))
    answer(case, petro, "See below.", MORNING + HOUR, question="A copy of the CMR, please.")
    page = read(client, url_of(case))
    assert "What we wait for from you" in page
    assert "A copy of the CMR, please." in page


def test_he_never_sees_notes_cancelled_letters_or_other_peoples_words(
    client: Client, case: Case, petro: User, viktor: Person
) -> None:
    note_case(case, html="<p>secret note</p>", by=petro, at=MORNING + HOUR)
    taken_back = answer_case(
        case,
        html="<p>hasty letter</p>",
        next_word_at=MORNING + 5 * HOUR,
        send_at=MORNING + HOUR + timedelta(seconds=30),
        by=petro,
        at=MORNING + HOUR,
    )
    url = url_of(case)
    waiting = read(client, url) + read(client, url + "history/")
    undo_answer(taken_back, by=petro, at=MORNING + HOUR)
    hear_message(
        case, person=viktor, text="viktors words", channel="email", by=viktor, at=MORNING + 2 * HOUR
    )
    answer(case, petro, "to Viktor alone", MORNING + 3 * HOUR, to=viktor)
    pages = waiting + read(client, url) + read(client, url + "history/")
    for hidden in ("secret note", "hasty letter", "viktors words", "to Viktor alone"):
        assert hidden not in pages


def test_another_person_of_the_case_sees_his_own_letters_and_nothing_of_the_client(
    client: Client, case: Case, petro: User, viktor: Person
) -> None:
    answer(case, petro, "for Olena only", MORNING + HOUR, question="Her question?")
    assert client.get(url_of(case, viktor)).status_code == 404
    answer(case, petro, "for Viktor too", MORNING + 2 * HOUR, to=viktor)
    url = url_of(case, viktor)
    pages = read(client, url) + read(client, url + "history/")
    assert "for Viktor too" in pages
    for hidden in ("for Olena only", "Her question?", "The supplier does not pay.", "strip-light"):
        assert hidden not in pages


@pytest.mark.parametrize("page", ["", "history/", "wrong/", "solved/", "changes/", "files/1/"])
def test_a_wrong_or_revoked_link_is_a_calm_404_that_says_what_to_do(
    client: Client, case: Case, petro: User, page: str
) -> None:
    url = url_of(case, page=page)
    revoke_link(ClientLink.objects.get(), by=petro, at=MORNING)
    for address in (url, f"/c/{'x' * 43}/{page}"):
        words = read(client, address, status=404)
        assert "This link does not open anything." in words
        assert "Open the link in our latest letter to you, or copy it whole." in words
        assert "Olena" not in words
        assert "Grain" not in words


def test_it_is_kept_by_nobody_and_works_without_cookies(client: Client, case: Case) -> None:
    response = client.get(url_of(case))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Content-Language"] == "uk"
    assert response.cookies == {}
    assert len(response.content) < 12_000


def test_he_reads_in_his_language_and_may_choose_another(client: Client, case: Case) -> None:
    url = url_of(case)
    assert '<html lang="uk">' in client.get(url).content.decode()
    response = client.get(url, {"language": "ru"})
    assert '<html lang="ru">' in response.content.decode()
    assert response.cookies["django_language"]["path"] == url
    assert '<html lang="ru">' in client.get(url + "history/").content.decode()
    assert '<html lang="ru">' in client.get(url, {"language": "xx"}).content.decode()


def test_looking_changes_nothing(client: Client, case: Case, petro: User) -> None:
    """Mail scanners open every link of a letter."""
    answer(case, petro, "Done.", MORNING + HOUR, solves=True, next_word_at=None)
    url, before = url_of(case), Event.objects.count()
    for page in ("", "history/", "wrong/", "solved/", "changes/"):
        client.get(url + page)
        client.head(url + page)
    assert client.get(url + "reply/")["Location"] == url
    assert Event.objects.count() == before


def test_files_are_saved_never_shown(
    client: Client, case: Case, petro: User, viktor: Person
) -> None:
    file = ("Акт <1>.html", "text/html", b"<script>alert(1)</script>", "")
    message = answer(case, petro, "Here it is.", MORNING + HOUR, files=[file])
    own = write(viktor)
    file_id = message.attachments.get().pk
    response = client.get(url_of(case, page=f"files/{file_id}/"))
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.get(url_of(own, page=f"files/{file_id}/")).status_code == 404


def test_queries_do_not_grow_with_letters(
    client: Client, case: Case, petro: User, iryna: User, django_assert_num_queries: Any
) -> None:
    url = url_of(case)
    brief = "She wants it in writing.\nShe worries about rain.\nWe promised Friday."
    for hours in (range(1), range(1, 8)):
        for hour in hours:
            at = MORNING + hour * HOUR
            answer(case, petro, f"Word {hour} of ours to you.", at)
            hand_over_case(case, to=iryna if hour % 2 else petro, brief=brief, by=petro, at=at)
        send_all(at + HOUR / 2)
        # One asks for the team that takes what comes while we are closed. One more counts the
        # letters, when there are more of them than the page looks at.
        with django_assert_num_queries(21 if at == MORNING else 22):
            client.get(url)


def test_words_under_the_strip_of_a_young_case_do_not_run_into_each_other(
    client: Client, case: Case, clock_at: Clock
) -> None:
    def scale() -> list[str]:
        drawn = read(client, url_of(case)).partition('class="strip-scale"')[2]
        return re.findall(r'class="(.*?)"', drawn.partition("</svg>")[0])

    clock_at(MORNING + HOUR)
    assert scale() == ["is-now"]
    clock_at(MORNING + 20 * HOUR)
    assert scale() == ["is-now", "is-first"]
