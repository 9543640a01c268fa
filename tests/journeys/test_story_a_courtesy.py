"""Story A, where it does not disturb: A13's last clause, and each rule through the door it has."""

from datetime import date

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.courtesy.actions.approaching import make_approach
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib import clock
from tests import make
from tests.desk.reading import text_of
from tests.domain.promises.scene import fresh
from tests.journeys.world import world

__all__ = ["world"]
CLOSE = Days(date(2027, 3, 25), date(2027, 4, 10), why="Quarter close")
VIKTOR = "viktor@client.example"


@pytest.fixture
def petro(world):
    return make.make_user("Petro Marchenko", Role.SPECIALIST)


@pytest.fixture
def viktor(world):
    return make.make_person("Viktor Savchenko", make.make_organisation("TOV Berehynia"))


def write(world, user, person, subject, kind="news"):
    """On the desk; what the colleague is told."""
    said = {"kind": kind, "subject": subject, "text": f"About {subject}."}
    page = world.desk(user).post(f"/clients/{person.pk}/write/", said, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def subjects(world):
    return [letter.letter_subject for letter in world.letters(VIKTOR) if letter.sent_at]


def test_a_question_to_the_finance_director_waits_for_his_quarter_to_close(world, petro, viktor):
    add_blackout(viktor, days=CLOSE, by=HOUSE, at=make.MORNING)
    world.keep("2027-03-31T09:00:00Z")
    told = write(world, petro, viktor, "Two questions", kind="survey")
    assert "The letter waits until Mon 12 April, 10:00 (UTC+3)." in told
    assert "Quarter close" in told
    for moment in ("2027-04-10T20:59:59Z", "2027-04-11T07:00:00Z", "2027-04-12T06:59:59Z"):
        world.keep(moment)
        assert subjects(world) == []
    world.keep("2027-04-12T07:00:00Z")
    assert subjects(world) == ["Two questions"]


def test_the_third_campaign_is_held_and_news_of_his_own_matter_passes(world, petro, viktor):
    world.at("2027-03-01T09:00:00Z")
    case = world.mail(VIKTOR, "Invoice", "What is this?")
    for number, subject in enumerate(("One", "Two", "Three")):
        world.at(f"2027-03-0{number + 1}T09:00:00Z")
        told = write(world, petro, viktor, subject)
    assert "The letter waits until Tue 9 March, 10:00 (UTC+2)." in told
    assert "at most 2 times within 7 days" in told
    said = {"html": "<p>It is right.</p>", "next_word_at": "2027-03-05T10:00:00Z"}
    status, _body = world.api(petro, f"cases/{case.ref}/answer", **said)
    assert status < 300
    world.keep("2027-03-03T10:00:00Z")
    assert subjects(world)[-1].startswith("Re: Invoice")
    assert "Three" not in subjects(world)
    world.keep("2027-03-09T08:00:00Z")
    assert subjects(world)[-1] == "Three"


def test_from_the_button_in_a_letter_he_says_less(world, petro, viktor):
    """The queue holds two; one is cancelled before it is sent."""
    world.keep("2027-03-01T09:00:00Z")
    write(world, petro, viktor, "Before")
    world.keep("2027-03-01T09:01:00Z")
    days = Days(date(2027, 3, 1), date(2027, 3, 5))
    add_blackout(viktor, days=days, by=HOUSE, at=make.MORNING)
    for subject in ("First", "Second"):
        write(world, petro, viktor, subject)
    token = link_in(world)
    world.web.post(f"/less/{token}/", {"answer": "less"})
    world.keep("2027-03-30T09:00:00Z")
    assert subjects(world) == ["Before", "First"]


def link_in(world):
    from slovo.domain.post.files import get
    from slovo.lib.mail import read

    text = read(get(world.letters(VIKTOR)[0].file)).text
    return text.partition("/less/")[2].partition("/")[0]


def test_the_page_of_courtesy_tells_all_of_it(world, petro, viktor):
    desk = world.desk(petro)
    world.at("2027-03-01T09:00:00Z")
    empty = desk.get("/courtesy/").content.decode()
    assert "Nothing is held." in empty
    assert "In 90 days nobody heard from us unasked." in empty
    for subject in ("One", "Two", "Three"):
        write(world, petro, viktor, subject)
    full = desk.get("/courtesy/").content.decode()
    for words in ("Leaves Tue 9 March, 10:00 (UTC+2).", "2 of 2", "2 of 5", "at the cap"):
        assert words in full
    assert "0 of 1 clients" in full
    assert "Three" not in desk.get("/courtesy/?kind=survey").content.decode()
    assert "at the cap" in desk.get("/courtesy/?show=full").content.decode()
    assert "Nobody stands here." in desk.get("/courtesy/?show=less").content.decode()
    held = Approach.objects.held().get()
    said = {"subject": "The March invoice", "channel": "desk"}
    case = open_case(viktor, **said, by=petro, at=clock.now())
    made = {"kind": "reminder", "about": "promise:0", "case_id": case.pk}
    make_approach(viktor, **made, by=HOUSE, at=clock.now())
    assert f'<a href="/cases/{case.ref}/">The March invoice</a>' in text_of(desk.get("/courtesy/"))
    refused = desk.post(f"/courtesy/{held.pk}/now/", {"reason": ""})
    assert refused.status_code == 422
    assert desk.post(f"/courtesy/{held.pk}/now/", {"reason": "He asked"}).status_code == 302
    assert (fresh(held).forced_by, fresh(held).forced_why) == (petro, "He asked")
    over = desk.get("/courtesy/").content.decode()
    assert "more than agreed" in over
    assert "1 of 1 clients" in over


def test_what_is_held_can_be_dropped(world, petro, viktor):
    add_blackout(viktor, days=CLOSE, by=HOUSE, at=make.MORNING)
    world.at("2027-03-31T09:00:00Z")
    write(world, petro, viktor, "One")
    held, desk = Approach.objects.held().get(), world.desk(petro)
    for _ in range(2):
        assert desk.post(f"/courtesy/{held.pk}/cancel/").status_code == 302
    world.keep("2027-04-12T07:00:00Z")
    assert (fresh(held).state, world.letters(VIKTOR)) == ("cancelled", [])


def test_a_colleague_writes_down_what_the_client_said(world, petro, viktor):
    world.at("2027-03-01T09:00:00Z")
    desk, page = world.desk(petro), f"/clients/{viktor.pk}/"
    assert "Nothing stands in the way" not in desk.get(page).content.decode()
    assert desk.post(f"{page}wish/", {"level": "none"}).status_code == 302
    shown = desk.get(page).content.decode()
    assert "From now on we write to you only about your own requests." in shown
    assert "Said to Petro Marchenko, today, 11:00." in shown
    kept = desk.post(f"{page}write/", {"kind": "care", "subject": "Spring", "text": "Flowers"})
    assert kept.status_code == 422
    assert "The client wants nothing that was not asked for." in kept.content.decode()
    assert "Flowers" in kept.content.decode()
    refused = desk.post(f"{page}wish/", {"level": ""})
    assert refused.status_code == 422
    assert "only they bring more again" in refused.content.decode()
    said = {"level": "", "words": "Write to me again"}
    assert desk.post(f"{page}wish/", said).status_code == 302


def test_whose_turn_it_is(world, petro, viktor):
    berehynia = viktor.standings.get().organisation
    halyna = make.make_person("Halyna Chumak", berehynia)
    desk, page = world.desk(petro), f"/organisations/{berehynia.pk}/turn/"
    assert "topics are known yet" in desk.get(page).content.decode()
    for person in (viktor, halyna):
        person.standings.update(topics="invoices")
    for moment, person in (("2026-08-13", halyna), ("2027-02-09", viktor)):
        world.at(f"{moment}T09:00:00Z")
        write(world, petro, person, "Care", kind="care")
    world.at("2027-03-01T09:00:00Z")
    shown = desk.get(page, {"kind": "care"}).content.decode()
    assert "Ask Halyna Chumak." in shown
    assert "Last asked Tue 9 February, 11:00." in shown
    for person in (viktor, halyna):
        write(world, petro, person, "Questions", kind="survey")
    assert "Wait until Mon 31 May, 10:00 (UTC+3)." in desk.get(page).content.decode()


def test_caps_are_the_firms_own(world, petro):
    olha = User.objects.get(email="olha@firm.example")
    desk, page = world.desk(olha), "/settings/how-often/"
    said = {"in_7_days": 1, "in_30_days": 2, "survey_days": 120, "first_hour": "09:30"}
    assert 'value="10:00"' in desk.get(page).content.decode()
    assert desk.post(page, {**said, "in_7_days": 3}).status_code == 422
    assert desk.post(page, said).status_code == 302
    assert 'value="09:30"' in desk.get(page).content.decode()


def test_quiet_days_of_a_role(world, petro, viktor):
    role = viktor.standings.get()
    desk, page = world.desk(petro), f"/clients/{viktor.pk}/"
    days = {"nature": "blackout", "first_day": "2027-03-25", "last_day": "2027-04-10"}
    said = {**days, "repeats": "quarterly", "why": "Close", "role": role.pk}
    assert desk.post(f"{page}days/", said).status_code == 302
    row = role.blackouts.get()
    assert "for TOV Berehynia" in desk.get(page).content.decode()
    assert desk.post(f"/days/{row.pk}/drop/")["Location"] == page
