"""Both sides are reminded of what was agreed, ours first, the client once (R143)."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.actions.climbing import climb
from slovo.domain.cases.given import ladder_of
from slovo.domain.cases.models import Promise
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.domain.promises.actions.ending import fulfil_promise
from tests.domain.courtesy.scene import free_all
from tests.domain.promises.scene import MONDAY, fresh, kyiv, last_letter, promised

FRIDAY = kyiv("2027-03-19 17:00")
WEDNESDAY_9, WEDNESDAY_10 = kyiv("2027-03-17 09:00"), kyiv("2027-03-17 10:00")
MINUTE = timedelta(minutes=1)


def keep(at):
    free_all(at)
    for promise in Promise.objects.due(at).select_related("case"):
        climb(promise, by=HOUSE, at=at)


def told(at):
    """Who was told what by the keeper at this very instant."""
    keep(at)
    notices = Notice.objects.filter(at=at, refs__has_key="promise").order_by("pk")
    return [(notice.user.full_name, notice.why) for notice in notices.select_related("user")]


def reminders():
    return Delivery.objects.filter(to_address="olena@client.example", text__contains="reminder")


def test_ours_reminds_the_owner_two_days_before_then_the_chain(petro, case):
    promise = promised(case, petro, due_at=FRIDAY)
    assert promise.next_at == WEDNESDAY_9
    assert told(WEDNESDAY_9 - MINUTE) == []
    assert told(WEDNESDAY_9) == [("Petro Marchenko", "promise_in_two_days")]
    assert told(kyiv("2027-03-19 09:00")) == [("Petro Marchenko", "promise_today")]
    assert told(FRIDAY) == []
    assert told(FRIDAY + 15 * MINUTE) == [("Iryna Koval", "promise_late")]
    assert told(FRIDAY + 30 * MINUTE) == [("Olha Levchenko", "promise_late")]
    assert fresh(promise).next_at is None
    climbed = Event.objects.filter(kind="promise.climbed", subject=f"promise:{promise.pk}")
    assert climbed.count() == 5


def test_the_reminder_goes_to_the_promises_owner_wherever_he_lives(maksym, case):
    maksym.zone = "Asia/Almaty"
    maksym.save()
    promised(case, maksym, due_at=FRIDAY)
    almaty_nine = kyiv("2027-03-17 06:00")
    assert told(almaty_nine) == [("Maksym Tkach", "promise_in_two_days")]


def test_the_letter_says_what_and_when(petro, case):
    promised(case, petro, due_at=FRIDAY)
    keep(WEDNESDAY_9)
    letter = Delivery.objects.filter(to_address=petro.email).latest("pk")
    words = "“Draft of the claim” is promised to Olena Sydorenko: due Fri 19 March, 17:00."
    assert words in letter.letter_subject


def test_days_off_do_not_count(petro, case):
    monday_due = promised(case, petro, due_at=kyiv("2027-03-22 17:00"))
    assert monday_due.next_at == kyiv("2027-03-18 09:00")


def test_a_promise_for_today_has_no_reminder_behind_it(petro, case):
    promise = promised(case, petro, due_at=kyiv("2027-03-15 17:00"))
    whys = [rung.why for rung in ladder_of(promise)]
    assert whys == ["promise_late", "promise_late", "promise_late"]


def test_done_is_silent(petro, case):
    promise = promised(case, petro, due_at=FRIDAY)
    fulfil_promise(promise, by=petro, at=MONDAY)
    assert told(FRIDAY + 30 * MINUTE) == []


def test_the_client_is_reminded_once_at_ten_his_time_in_his_language(petro, case, mailbox):
    duty = promised(case, petro, text="Довіреність", owed_by="client", due_at=FRIDAY)
    assert duty.next_at == WEDNESDAY_10
    keep(WEDNESDAY_10)
    letter = last_letter(case)
    assert (letter.nature, letter.wording, letter.person) == ("house", "reminder", case.person)
    assert "Довіреність" in letter.text
    assert "у п’ятницю, 19 березня, до 17:00 (UTC+2)" in letter.text
    assert told(FRIDAY) == [("Petro Marchenko", "duty_passed")]
    assert Delivery.objects.filter(to_address="olena@client.example").count() == 1
    assert fresh(case).spoke_at is None


def test_a_client_elsewhere_is_reminded_at_his_own_ten(petro, case):
    case.person.zone = "Asia/Almaty"
    case.person.save()
    duty = promised(fresh(case), petro, owed_by="client", due_at=FRIDAY)
    assert duty.next_at == kyiv("2027-03-17 07:00")


def test_another_person_of_theirs_gets_his_own_reminder(petro, case, viktor):
    promised(case, petro, owed_by="client", person=viktor, due_at=FRIDAY)
    keep(WEDNESDAY_10)
    letter = last_letter(case)
    assert (letter.person, letter.language) == (viktor, "ru")


def test_on_quiet_days_the_reminder_waits_for_the_first_morning_after(petro, case):
    days = Days(date(2027, 3, 16), date(2027, 3, 17), why="Quarter close")
    add_blackout(case.person, days=days, by=petro, at=MONDAY)
    duty = promised(case, petro, owed_by="client", due_at=FRIDAY)
    keep(WEDNESDAY_10)
    held = Approach.objects.get(about=f"promise:{duty.pk}")
    assert (last_letter(case), held.next_at) == (None, kyiv("2027-03-18 10:00"))
    assert Event.objects.filter(kind="approach.held").count() == 1
    keep(kyiv("2027-03-18 10:00"))
    assert last_letter(case).wording == "reminder"


def test_quiet_until_the_end_he_is_not_reminded_at_all(petro, case):
    add_blackout(case.person, days=Days(date(2027, 3, 15), date(2027, 3, 31)), by=petro, at=MONDAY)
    duty = promised(case, petro, owed_by="client", due_at=FRIDAY)
    keep(WEDNESDAY_10)
    assert fresh(duty).next_at == FRIDAY
    assert told(FRIDAY) == [("Petro Marchenko", "duty_passed")]
    assert last_letter(case) is None
    held = Approach.objects.get(about=f"promise:{duty.pk}")
    assert (held.state, held.cancelled_at, held.why) == ("cancelled", FRIDAY, "late")


def test_what_he_has_done_meanwhile_he_is_not_reminded_of(petro, case):
    add_blackout(case.person, days=Days(date(2027, 3, 16), date(2027, 3, 17)), by=petro, at=MONDAY)
    duty = promised(case, petro, owed_by="client", due_at=FRIDAY)
    keep(WEDNESDAY_10)
    fulfil_promise(duty, by=petro, at=WEDNESDAY_10 + MINUTE)
    keep(kyiv("2027-03-18 10:00"))
    held = Approach.objects.get(about=f"promise:{duty.pk}")
    assert (last_letter(case), held.state, held.why) == (None, "cancelled", "done")
    assert case.person.contacts.count() == 0


def test_a_third_reminder_in_seven_days_waits_for_its_turn(petro, case, mailbox):
    """Reminders of his own duties are what we want of him: they count (R143, R063)."""
    for text in ("Power of attorney", "Statement", "Passport"):
        promised(case, petro, text=text, owed_by="client", due_at=kyiv("2027-04-16 17:00"))
    due = kyiv("2027-04-14 10:00")
    keep(due)
    assert case.messages.filter(wording="reminder").count() == 2
    held = Approach.objects.held().get()
    assert (held.about, held.next_at) == (
        f"promise:{Promise.objects.latest('pk').pk}",
        kyiv("2027-04-16 17:00"),
    )
    keep(kyiv("2027-04-16 17:00"))
    assert case.messages.filter(wording="reminder").count() == 2
    assert (fresh(held).state, fresh(held).why) == ("cancelled", "late")


def test_a_late_keeper_tells_the_last_and_names_the_others(petro, case):
    promise = promised(case, petro, due_at=FRIDAY)
    assert told(FRIDAY + 20 * MINUTE) == [("Iryna Koval", "promise_late")]
    event = Event.objects.get(kind="promise.climbed", subject=f"promise:{promise.pk}")
    assert event.refs["skipped"] == ["promise_in_two_days", "promise_today", "promise_late"]


def test_the_deputy_hears_of_it_though_the_keeper_comes_at_the_principals_hour(petro, case):
    promised(case, petro, due_at=FRIDAY)
    assert told(FRIDAY + 40 * MINUTE) == [
        ("Iryna Koval", "promise_late"),
        ("Olha Levchenko", "promise_late"),
    ]


def test_new_working_days_move_the_reminder(petro, case):
    """He was to be reminded on Wednesday; then his week lost its Thursday."""
    from tests.domain.promises.scene import WEEK

    promised(case, petro, due_at=FRIDAY)
    calendar = petro.calendar
    calendar.week = {day: hours for day, hours in WEEK.items() if day != "thu"}
    calendar.save()
    assert told(WEDNESDAY_9) == [("Petro Marchenko", "promise_in_two_days")]


@pytest.mark.parametrize("who", ["us", "client"])
def test_an_ended_promise_stands_on_no_ladder(petro, case, who):
    promise = promised(case, petro, owed_by=who, due_at=FRIDAY)
    fulfil_promise(promise, by=petro, at=MONDAY)
    assert fresh(promise).next_at is None
