"""What was told in confidence (R018)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.actions.confiding import (
    LevelUnknown,
    NotYoursToOpen,
    confide_case,
    confide_message,
    note_reading,
)
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models import Case, Level, Message, Reading
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.today import lanes
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from tests.desk.scene import write
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=2)


def count(kind):
    return Event.objects.filter(kind=kind).count()


@pytest.fixture
def case(olena, engagement):
    return write(olena)


@pytest.fixture
def seen_by(case):
    def see(user):
        listed = Case.objects.visible_to(user).filter(pk=case.pk).exists()
        case.refresh_from_db()
        assert listed == case.is_shown_to(user)
        rows = [row.pk for lane in lanes(user, LATER) for row in lane.rows]
        assert (case.pk in rows) == listed
        assert (case.pk in Case.objects.visible_to(user).search("Odesa").case_ids) == listed
        return listed

    return see


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Level.TEAM, {"olha", "petro", "iryna", "maksym", "nadia"}),
        (Level.RELATIONSHIP, {"olha", "petro", "iryna", "nadia"}),
        (Level.PRINCIPAL, {"olha", "nadia"}),
    ],
)
def test_a_case_is_read_by_its_people_the_principals_and_who_confided_it(
    seen_by, case, olha, petro, iryna, maksym, nadia, taras, level, readers
):
    for _ in range(2):
        confide_case(case, level=level, by=nadia, at=MORNING)
    cast = {"olha": olha, "petro": petro, "iryna": iryna, "maksym": maksym, "nadia": nadia}
    assert {name for name, user in cast.items() if seen_by(user)} == readers
    assert not seen_by(taras)
    assert count("case.confided") == (1 if level else 0)
    assert hides_from(maksym) == bool(level)


def test_confide_case_is_opened_by_who_said_so_or_a_principal(case, olha, petro, iryna, taras):
    confide_case(case, level="relationship", by=petro, at=MORNING)
    with pytest.raises(NotYoursToOpen):
        confide_case(case, level="", by=iryna, at=MORNING)
    confide_case(case, level="principal", by=olha, at=MORNING)
    assert confide_case(case, level="", by=petro, at=MORNING).confided_by is None
    with pytest.raises(LevelUnknown):
        confide_case(case, level="secret", by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        confide_case(case, level="principal", by=taras, at=MORNING)


def test_a_note_in_confidence_is_found_by_nobody_and_read_by_two(case, olha, petro, iryna, maksym):
    note = note_case(
        case, html="<p>He drinks verbena</p>", level="relationship", by=petro, at=MORNING
    )
    found = {user: Case.objects.visible_to(user).search("verbena").hits for user in (olha, petro)}
    assert found == {olha: (), petro: ()}
    readers = [note.is_shown_to(user) for user in (olha, petro, iryna, maksym)]
    assert readers == [True, True, False, False]
    with pytest.raises(LevelUnknown):
        note_case(case, html="<p>x</p>", level="secret", by=petro, at=MORNING)


def test_confide_message_takes_it_out_of_search_and_brings_it_back(case, olha, petro, iryna, taras):
    note = note_case(case, html="<p>Verbena</p>", by=petro, at=MORNING)

    def found():
        return Case.objects.visible_to(olha).search("verbena").case_ids

    assert found() == [case.pk]
    for _ in range(2):
        confide_message(note, level="principal", by=petro, at=MORNING)
    assert (found(), count("message.confided")) == ([], 1)
    with pytest.raises(NotYoursToOpen):
        confide_message(note, level="", by=iryna, at=MORNING)
    confide_message(note, level="", by=petro, at=MORNING)
    assert found() == [case.pk]
    with pytest.raises(LevelUnknown):
        confide_message(note, level="x", by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        confide_message(note, level="", by=taras, at=MORNING)


def test_what_the_client_wrote_in_confidence_is_for_who_handles_it(case, petro, iryna, maksym):
    letter = Message.objects.get(direction="in")
    confide_message(letter, level="relationship", by=petro, at=MORNING)
    letter.refresh_from_db()
    assert [letter.is_shown_to(user) for user in (petro, iryna, maksym)] == [True, False, False]


def test_note_reading_writes_each_reader_down_once_a_minute(case, petro, iryna):
    confide_case(case, level="relationship", by=petro, at=MORNING)
    for seconds in (0, 59, 61):
        note_reading(case, by=iryna, at=MORNING + timedelta(seconds=seconds))
    note_reading(case, by=iryna, at=MORNING, is_refused=True)
    rows = Reading.objects.order_by("pk").values_list("user", "is_refused")
    assert list(rows) == [(iryna.pk, False), (iryna.pk, False), (iryna.pk, True)]
    assert (count("confidence.read"), count("confidence.refused")) == (2, 1)
    assert not Event.objects.filter(kind="confidence.read").exclude(case_id=None).exists()


def test_who_may_not_read_it_is_told_nothing_and_a_principal_is(case, olena, olha, petro):
    confide_case(case, level="principal", by=olha, at=MORNING)
    before = Notice.objects.filter(user=petro).count()
    assert not Notice.objects.filter(user=olha).exists()
    hear_message(case, person=olena, text="Again", channel="email", by=olena, at=LATER)
    assert Notice.objects.filter(user=petro).count() == before
    assert set(Notice.objects.filter(user=olha).values_list("why", flat=True)) == {"chased"}
