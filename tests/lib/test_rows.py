"""Rows written in few steps: what is read back is what Django itself would have kept."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from slovo.domain.calendars.models import Calendar
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import Firm
from slovo.domain.standards.models import Macro, ServiceClass
from slovo.lib.rows import (
    count,
    every,
    first,
    insert_all,
    insert_new,
    insert_rows,
    join,
    most,
    update_changed,
    update_rows,
)

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
FRACTION = timedelta(microseconds=7)


def macro(number, at=AT):
    return Macro(name=f"Macro {number}", texts={"uk": "Добрий день"}, changed_at=at)


def test_new_rows_are_given_their_keys_in_order():
    rows = [macro(number) for number in range(250)]
    insert_all(rows)
    assert dict(Macro.objects.values_list("pk", "name")) == {row.pk: row.name for row in rows}
    assert not rows[0]._state.adding
    rows[0].name = "Another"
    rows[0].save()
    assert Macro.objects.count() == 250


def test_nothing_is_nothing():
    insert_all([])
    insert_rows(Macro, [])
    update_rows(Macro, ("name",), [])
    assert Macro.objects.count() == 0


def test_the_hour_that_comes_twice_is_two_hours():
    kyiv = ZoneInfo("Europe/Kyiv")
    first_time = datetime(2026, 10, 25, 3, 30, 0, 7, tzinfo=kyiv)
    insert_all([macro(1, first_time), macro(2, first_time.replace(fold=1))])
    first_row, second_row = Macro.objects.order_by("name")
    assert second_row.changed_at - first_row.changed_at == timedelta(hours=1)


def test_an_instant_is_the_same_whoever_wrote_it():
    kyiv = timezone(timedelta(hours=2))
    insert_all([macro(1, (AT + FRACTION).astimezone(kyiv)), macro(2)])
    macro(3, AT + FRACTION).save()
    rows = list(Macro.objects.order_by("name"))
    assert [row.changed_at - AT for row in rows] == [FRACTION, timedelta(0), FRACTION]
    assert Macro.objects.filter(changed_at=AT + FRACTION).count() == 2
    assert rows[0].texts == rows[2].texts == {"uk": "Добрий день"}


def test_a_row_that_the_database_refuses_is_refused():
    insert_all([macro(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_all([macro(2), macro(1)])
    assert Macro.objects.count() == 1


def test_many_rows_change_each_in_its_own_way():
    rows = [macro(number) for number in range(3)]
    insert_all(rows)
    later = [AT + timedelta(days=number) for number in range(3)]
    names = ("changed_at", "texts")
    said = [(at, {"en": at.isoformat()}, row.pk) for at, row in zip(later, rows, strict=True)]
    update_rows(Macro, names, said[1:])
    found = list(Macro.objects.order_by("pk").values_list("changed_at", "texts"))
    assert found == [(AT, {"uk": "Добрий день"}), *((at, texts) for at, texts, _pk in said[1:])]


def test_nothing_and_times_of_day_go_as_well():
    calendar = Calendar.objects.create(name="Week", changed_at=AT)
    made = ServiceClass(name="Fast", calendar=calendar, rhythm_time=time(16, 30), changed_at=AT)
    insert_all([made])
    made.refresh_from_db()
    assert (made.rhythm_time, made.rhythm_days, made.is_default) == (time(16, 30), [], False)


def test_rows_without_a_model_name_every_column():
    names = {field.attname for field in Event._meta.concrete_fields} - {"id"}
    row = dict.fromkeys(names) | {"kind": "case.opened", "at": AT, "actor_kind": "house"}
    row |= {"actor_name": "", "subject": "case:1", "refs": {"a": 1}, "facts": {}, "digest": ""}
    insert_rows(Event, [row, row | {"subject": "case:2"}])
    said = Event.objects.order_by("pk").values_list("subject", "refs")
    assert list(said) == [("case:1", {"a": 1}), ("case:2", {"a": 1})]


def test_a_row_is_read_as_django_reads_it():
    calendar = Calendar(name="Week", changed_at=AT + FRACTION)
    insert_all([calendar])
    made = ServiceClass(name="Fast", calendar=calendar, rhythm_days=["tue"], changed_at=AT)
    made.save()
    read, known = first(ServiceClass, name="Fast"), ServiceClass.objects.get()
    names = [field.attname for field in ServiceClass._meta.concrete_fields]
    assert [getattr(read, name) for name in names] == [getattr(known, name) for name in names]
    join(read, "calendar")
    join(read, "calendar")
    assert (read.calendar.week, read.calendar.changed_at) == (calendar.week, AT + FRACTION)
    assert first(ServiceClass, pk=made.pk, is_locked=True) == made


def test_rows_are_asked_for_by_what_they_are():
    insert_all([macro(number, AT + timedelta(days=number)) for number in range(3)])
    assert [row.name for row in every(Macro, by=("-changed_at",))] == [
        "Macro 2",
        "Macro 1",
        "Macro 0",
    ]
    assert [row.name for row in every(Macro, name__not="Macro 1")] == ["Macro 0", "Macro 2"]
    assert count(Macro, changed_at__gt=AT) == 2
    assert most(Macro, "changed_at", name="nobody") is None
    assert first(Macro, by=("-name",)).name == "Macro 2"
    assert first(Macro, name="nobody") is None


def test_null_is_asked_for_as_null():
    calendar = Calendar.objects.create(name="Week", changed_at=AT)
    firm = Firm.objects.create(name="Levchenko", calendar=calendar, made_at=AT)
    assert first(Firm, front_desk_id=None) == firm
    join(firm, "front_desk")
    assert firm.front_desk is None


def test_only_one_of_two_that_must_be_unique_is_new():
    one, other = macro(1), macro(1)
    assert (insert_new(one), insert_new(other)) == (True, False)
    assert (Macro.objects.get(), other.pk) == (one, None)


def test_only_what_changed_is_written(django_assert_num_queries):
    insert_all([macro(1)])
    row = first(Macro, name="Macro 1")
    Macro.objects.update(name="Renamed elsewhere")
    row.changed_at = AT + FRACTION
    update_changed(row)
    with django_assert_num_queries(0):
        update_changed(row)
    assert list(Macro.objects.values_list("name", "changed_at")) == [
        ("Renamed elsewhere", AT + FRACTION)
    ]


def test_a_row_read_by_django_is_written_whole():
    macro(1).save()
    row = Macro.objects.get()
    Macro.objects.update(name="Renamed elsewhere")
    update_changed(row)
    assert Macro.objects.get().name == "Macro 1"


def test_a_case_that_was_saved_is_written_whole_next(firm, olena):
    case = open_case(olena, subject="Lease", channel="desk", by=HOUSE, at=AT)
    case.subject = "Sale"
    case.save()
    case.subject = "Lease"
    update_changed(case)
    case.refresh_from_db()
    assert case.subject == "Lease"
