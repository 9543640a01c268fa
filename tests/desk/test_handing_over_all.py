"""R020: talks, lists, callbacks, mistakes, complaints, measures and duties stand on one screen."""

from datetime import date, timedelta

import pytest

from slovo.domain.calls.actions.missing import climb_call, note_missed_call
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.measures import MeasureUnclear, pass_measure, take_measure
from slovo.domain.complaints.models import Complaint, Measure
from slovo.domain.delivery.models import Answer
from slovo.domain.duty.actions.passing import pass_duties
from slovo.domain.duty.actions.patterns import save_pattern
from slovo.domain.duty.actions.shifts import add_shift, drop_shift
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.handovers.holdings import holdings_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.notices.models import Notice
from slovo.domain.staff.actions.users import leave_firm
from slovo.domain.staff.models import User
from slovo.domain.talks.actions.agreeing import Line, answer_agreed_list, send_agreed_list
from slovo.domain.talks.actions.holding import climb_talk, note_talk
from slovo.domain.talks.actions.minding import pass_agreed_list, pass_talk
from slovo.domain.talks.models import Talk
from tests.desk.reading import text_of
from tests.desk.test_handing_over import told
from tests.domain.complaints.inquiring import look_into
from tests.domain.duty.rota import DAY, NIGHT, make_desk
from tests.make import MORNING, make_user

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture
def door(client):
    def opened(user):
        client.force_login(user)
        return client

    return opened


def test_what_was_said_and_done_goes_over_and_nothing_stays(
    as_olha, olha, petro, iryna, olena, case
):
    unlisted = note_talk(case, held_at=MORNING, by=petro, at=MORNING)
    listed = note_talk(case, held_at=MORNING - ONE_DAY, by=petro, at=MORNING)
    ours = Line("Draft the claim", MORNING + 5 * ONE_DAY, owner=petro)
    agreed = send_agreed_list(listed, lines=[ours], by=petro, at=MORNING)
    call = note_missed_call(olena, case=case, by=HOUSE, at=MORNING)
    open_mistake(case, text="The term was missed", by=petro, at=MORNING)
    page = f"/colleagues/{petro.pk}/hand-over/"
    shown = as_olha.get(page)
    for words in (
        f"a talk without its list ({case.ref})",
        f"an agreed list that waits for a yes ({case.ref})",
        f"a missed call to give back ({case.ref})",
        f"a mistake to put right ({case.ref})",
    ):
        assert text_of(shown).count(words) == 1
    refused = text_of(as_olha.post(f"/settings/colleagues/{petro.pk}/leave/"))
    assert case.ref in refused
    as_olha.post(page, told(shown, to=iryna.pk, people=[olena.pk]))
    assert holdings_of(petro) == []
    assert as_olha.post(f"/settings/colleagues/{petro.pk}/leave/").status_code == 302
    heard = Notice.objects.filter(user=iryna)
    assert {"talk_unlisted", "missed_call"} <= set(heard.values_list("why", flat=True))
    before = heard.filter(why="talk_unlisted").count()
    talk = Talk.objects.get(pk=unlisted.pk)
    assert (talk.held_by, talk.minded_by) == (petro, iryna)
    climb_talk(talk, by=HOUSE, at=talk.next_at)
    assert heard.filter(why="talk_unlisted").count() == before + 1
    answer_agreed_list(agreed, answer=Answer.YES, by=olena, at=MORNING + timedelta(hours=1))
    assert agreed.duties.get().promise.owner == iryna
    climb_call(call, by=HOUSE, at=MORNING + timedelta(minutes=10))
    assert not Notice.objects.filter(user=petro, at__gt=MORNING).exists()
    for passed in (
        lambda: pass_talk(talk, to=iryna, by=olha, at=MORNING),
        lambda: pass_agreed_list(agreed, of=petro, to=iryna, by=olha, at=MORNING),
    ):
        passed()
    assert Event.objects.filter(kind__in=["talk.passed", "agreedlist.passed"]).count() == 2


def test_complaints_and_measures_go_by_their_own_rules(
    door, olha, petro, iryna, nadia, roman, olena, case
):
    second = make_user("Second Owner", *nadia.roles)
    said = {"stated": "Nobody calls me.", "about": case, "owner": nadia}
    filed = file_complaint(olena, **said, by=roman, at=MORNING)
    look_into(filed, nadia)
    due_on = date(2027, 4, 8)
    measure = take_measure(filed, text="A copy", owner=nadia, due_on=due_on, by=nadia, at=MORNING)
    page = f"/colleagues/{nadia.pk}/hand-over/"
    shown = door(olha).get(page)
    assert f"complaint {filed.ref}" in text_of(shown)
    assert "measure “A copy”" in text_of(shown)
    unseen = text_of(door(petro).get(page))
    assert (filed.ref in unseen, "A copy" in unseen) == (False, False)
    said = told(shown, people=[olena.pk])
    involved = door(olha).post(page, {**said, "to": petro.pk})
    assert (involved.status_code, "had a hand in the matter" in text_of(involved)) == (422, True)
    refused = door(petro).post(page, {**said, "to": second.pk})
    assert (refused.status_code, Complaint.objects.get().owner) == (422, nadia)
    door(olha).post(page, {**said, "to": second.pk})
    assert (Complaint.objects.get().owner, Measure.objects.get().owner) == (second, second)
    assert Complaint.objects.get().case.handler == second
    assert (holdings_of(nadia), list(breaches())) == ([], [])
    measure.refresh_from_db()
    assert pass_measure(measure, to=second, by=olha, at=MORNING).owner == second
    assert Event.objects.filter(kind="measure.passed").count() == 1
    leave_firm(nadia, by=olha, at=MORNING)
    with pytest.raises(MeasureUnclear):
        pass_measure(measure, to=nadia, by=olha, at=MORNING)


def test_duties_to_come_are_given_to_one_of_the_team(door, olha, petro, iryna, maksym, roman):
    desk = make_desk(petro, iryna)
    first = MORNING.date() + ONE_DAY
    sides = {"team": desk, "user": petro, "by": olha, "at": MORNING}
    pattern = save_pattern(
        **sides, weekdays=[first.weekday()], hours=NIGHT, first_day=first, every=2
    )
    shift = add_shift(**sides, day=first + 5 * ONE_DAY, hours=DAY)
    nights = pattern.shifts.count()
    page = f"/colleagues/{petro.pk}/hand-over/"
    assert text_of(door(olha).get(page)).count("<li data-row>") == 2
    assert "Pass them on" not in text_of(door(petro).get(page))
    there = f"{page}{desk.pk}/"
    assert door(petro).post(there, {"to": iryna.pk}).status_code == 403
    door(olha).post(there, {"to": maksym.pk})
    assert Pattern.objects.get().user == petro
    tired = add_shift(desk, user=iryna, day=first, hours=DAY, by=olha, at=MORNING)
    refused = door(olha).post(there, {"to": iryna.pk})
    assert refused.status_code == 422
    assert "Iryna Koval would rest less than 11 hours" in text_of(refused)
    assert f'<option value="{iryna.pk}" selected>' in text_of(refused)
    assert 'name="is_override" value="1">Allow the short rest<' in text_of(refused)
    blocked = door(roman).post(there, {"to": iryna.pk})
    assert (blocked.status_code, 'name="is_override"' in text_of(blocked)) == (422, False)
    insisting = {"to": iryna.pk, "is_override": "1"}
    assert door(roman).post(there, insisting).status_code == 403
    assert Shift.objects.standing().filter(user=petro).count() == nights + 1
    door(olha).post(there, insisting)
    assert [one.overridden_by for one in pattern.shifts.order_by("day")[:2]] == [olha, None]
    assert "Olha Levchenko allowed a short rest." in text_of(
        door(olha).get(f"/duty/shifts/{pattern.shifts.earliest('day').pk}/")
    )
    ahead = Shift.objects.standing().filter(starts_at__gt=MORNING).exclude(pk=tired.pk)
    assert {one.user for one in ahead} == {iryna}
    assert pass_duties(desk, of=petro, to=iryna, by=olha, at=MORNING) == 0
    taken = Pattern.objects.get()
    assert (taken.user, taken.every, taken.first_day) == (iryna, 2, first)
    shift.refresh_from_db()
    assert shift.user == iryna
    day = first + 20 * ONE_DAY
    once = save_pattern(**sides, weekdays=[day.weekday()], hours=DAY, first_day=day, last_day=day)
    drop_shift(once.shifts.get(), by=olha, at=MORNING)
    assert pass_duties(desk, of=petro, to=iryna, by=olha, at=MORNING) == 1
    assert not Pattern.objects.filter(user=petro).exists()
    assert door(olha).post(f"/settings/colleagues/{petro.pk}/leave/").status_code == 302
    assert User.objects.get(pk=petro.pk).left_at == MORNING
