"""What is known of the rhythm with two persons who are one."""

from slovo.domain.clients.actions.merging import merge_people
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.models import RealAction, Streak
from tests.domain.promises.scene import kyiv
from tests.make import make_person

DAY, LATER = kyiv("2027-03-15 10:00"), kyiv("2027-03-16 10:00")


def test_deeds_and_rows_of_three_come_together(olena, petro, olha):
    twin = make_person("Lena Sydorenko")
    said = {"kind": "call", "words": "The court.", "done_at": DAY, "by": petro, "at": LATER}
    for person in (olena, twin):
        note_real_action(person, **said)
        Streak.objects.create(person=person, since=DAY, told=petro, told_at=LATER)
    note_real_action(twin, **{**said, "kind": "visit"})
    Streak.objects.create(person=twin, since=LATER, told=petro, told_at=LATER)
    merge_people(olena, twin, by=olha, at=LATER)
    deeds = RealAction.objects.filter(person=olena).order_by("kind")
    assert list(deeds.values_list("kind", flat=True)) == ["call", "visit"]
    since = Streak.objects.filter(person=olena).order_by("since")
    assert list(since.values_list("since", flat=True)) == [DAY, LATER]
