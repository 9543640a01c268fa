"""The calendar of one client, a person or an organisation: what is due to him, and his days."""

from datetime import date

import pytest

from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from tests import make
from tests.desk.scene import write
from tests.domain.promises.scene import MONDAY, kyiv, promised, set_hours

NOW = kyiv("2027-03-16 12:00")
BUSY = Days(date(2027, 3, 25), date(2027, 3, 26), nature="peak", why="Close of the quarter")
QUIET = Days(date(2027, 3, 30), date(2027, 3, 30), nature="blackout", why="A funeral")


@pytest.fixture
def world(petro, iryna, case, viktor, clock_at):
    """Olena is promised two things, by Petro and by Iryna; Viktor one, in a case of his own."""
    set_hours(petro)
    promised(case, petro, text="The claim", due_at=kyiv("2027-03-18 18:00"), effort_minutes=60)
    promised(case, iryna, text="The invoice", due_at=kyiv("2027-03-24 12:00"), effort_minutes=0)
    other = write(viktor, "A question of mine.")
    promised(other, petro, text="The answer", due_at=kyiv("2027-03-19 12:00"), effort_minutes=0)
    clock_at(NOW)


def words(client, query):
    response = client.get(f"/promises/calendar/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def shown(page):
    return [text for text in ("The claim", "The invoice", "The answer") if f">{text}</a>" in page]


def test_a_person_is_shown_alone_with_what_his_days_are_like(as_petro, world, petro, olena, viktor):
    add_blackout(olena, days=BUSY, by=petro, at=MONDAY)
    add_blackout(olena, days=QUIET, by=petro, at=MONDAY)
    add_blackout(viktor, days=BUSY, by=petro, at=MONDAY)
    page = words(as_petro, f"person={olena.pk}")
    assert shown(page) == ["The claim", "The invoice"]
    assert page.count('class="cell is-peak"') == 2
    assert page.count('class="cell is-blackout"') == 1
    assert page.count("Busy days: Close of the quarter</p>") == 2
    assert '<li class="is-peak"><b>25 March – 26 March</b> Busy days: Close of the quarter' in page
    assert '<li class="is-blackout"><b>30 March</b> Do not disturb: A funeral' in page
    assert "Viktor Savchenko" not in page
    assert "Hours promised" not in page


def test_a_client_and_a_colleague_together(as_petro, world, petro, olena):
    page = words(as_petro, f"person={olena.pk}&owner={petro.pk}")
    assert shown(page) == ["The claim"]
    assert "Hours promised" in page
    assert f'value="{petro.pk}" selected' in page


def test_an_organisation_is_all_its_cases_and_all_who_stand_for_it(
    as_petro, world, petro, berehynia, olena, viktor
):
    add_blackout(berehynia, days=BUSY, by=petro, at=MONDAY)
    add_blackout(viktor, days=QUIET, by=petro, at=MONDAY)
    page = words(as_petro, f"organisation={berehynia.pk}")
    assert shown(page) == ["The claim", "The invoice"]
    assert "Busy days: Close of the quarter" in page
    assert "Viktor Savchenko: Do not disturb: A funeral" in page


def test_ways_keep_the_client(as_petro, world, olena):
    page = words(as_petro, f"person={olena.pk}")
    assert f'href="/promises/calendar/?person={olena.pk}&amp;span=week&amp;day=2027-03-01"' in page
    assert f'href="/promises/calendar/?person={olena.pk}&amp;span=day&amp;day=2027-03-18"' in page
    assert 'href="/promises/calendar/?span=month&amp;day=2027-03-01">all clients' in page
    week = words(as_petro, f"person={olena.pk}&span=week&day=2027-03-18")
    assert "The claim" in week
    assert "The answer" not in week


def test_a_client_is_found_by_a_part_of_his_name(as_petro, world, viktor, berehynia):
    found = as_petro.get("/promises/calendar/?client=viktor&span=week&day=2027-03-18")
    at = f"/promises/calendar/?person={viktor.pk}&span=week&day=2027-03-15"
    assert (found.status_code, found.headers["Location"]) == (302, at)
    found = as_petro.get(f"/promises/calendar/?client={berehynia.name}")
    assert f"organisation={berehynia.pk}" in found.headers["Location"]


def test_several_who_are_called_so_are_offered(as_petro, world, olena):
    make.make_person("Olena Bila", emails=["bila@client.example"])
    page = words(as_petro, "client=olena")
    assert "Several are called so:" in page
    assert f'href="/promises/calendar/?person={olena.pk}&amp;span=month&amp;day=2027-03-01"' in page
    assert shown(page) == ["The claim", "The invoice", "The answer"]


def test_nobody_of_that_name_is_said(as_petro, world):
    page = words(as_petro, "client=Nobody+At+All")
    assert "Nobody is called so; everybody’s promises are shown." in page
    assert 'value="Nobody At All"' in page


def test_list_and_ledger_know_the_organisation(as_petro, world, berehynia):
    page = as_petro.get(f"/promises/?organisation={berehynia.pk}").content.decode()
    assert shown(page) == ["The claim", "The invoice"]
    assert berehynia.name in page
    page = as_petro.get(f"/promises/ledger/?organisation={berehynia.pk}").content.decode()
    assert berehynia.name in page


def test_marks_beyond_the_room_of_a_day_are_counted(as_petro, world, petro, olena):
    for last in (25, 26, 27):
        days = Days(date(2027, 3, 25), date(2027, 3, last), nature="peak", why=f"Until {last}")
        add_blackout(olena, days=days, by=petro, at=MONDAY)
    page = words(as_petro, f"person={olena.pk}")
    marks = "Busy days: Until 26; Busy days: Until 27"
    assert f'<p class="cell-mark" title="{marks}">2 more</p>' in page


def test_days_no_calendar_reaches_are_refused_and_kept(as_petro, olena, petro):
    page = f"/clients/{olena.pk}/days/"
    typed = {"nature": "blackout", "why": "A slip of the finger", "repeats": "yearly"}
    for first, last in (("0027-04-01", "0027-04-02"), ("9999-12-30", "9999-12-31")):
        answer = as_petro.post(page, {**typed, "first_day": first, "last_day": last})
        assert answer.status_code == 422
        said = answer.content.decode()
        assert "Write a year between 1900 and 2199." in said
        assert all(f'value="{each}"' in said for each in (first, last, typed["why"]))
    for_ever = Days(date(9999, 12, 30), date.max, nature="peak", why="X", repeats="yearly")
    add_blackout(olena, days=for_ever, by=petro, at=MONDAY)
    assert as_petro.get(f"/clients/{olena.pk}/").status_code == 200
