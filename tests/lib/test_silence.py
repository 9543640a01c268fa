from datetime import UTC, datetime, timedelta

import pytest

from slovo.lib import silence
from slovo.lib.silence import Stamp


def march(day: int, clock: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"2027-03-{day:02}T{clock}:00+00:00").astimezone(UTC)


def hours(figure: float) -> timedelta:
    return timedelta(hours=figure)


# The fixture of metric M2; the auto-acknowledgement and the note are no stamps.
M2 = [
    Stamp(march(1, "09:00"), "heard"),
    Stamp(march(1, "15:30"), "spoke"),
    Stamp(march(2, "18:45"), "spoke"),
    Stamp(march(2, "18:45"), "waiting"),
    Stamp(march(3, "12:00"), "heard"),
    Stamp(march(3, "14:00"), "spoke"),
    Stamp(march(3, "14:00"), "solved"),
]


def test_the_fixture_of_metric_m2():
    gaps = silence.gaps(M2, march(9))
    assert [end - start for start, end in gaps] == [hours(6.5), hours(27.25), hours(2)]
    assert silence.longest_gap(M2, march(9)) == timedelta(hours=27, minutes=15)
    assert silence.dark_spans(M2, march(9)) == [
        (march(1, "09:00"), march(1, "15:30")),
        (march(3, "12:00"), march(3, "14:00")),
    ]
    assert silence.total_dark(M2, march(9)) == hours(8.5)
    assert silence.dark_since(M2, march(9)) is None


def test_the_order_within_one_instant_changes_no_gap():
    swapped = [*M2[:2], M2[3], M2[2], M2[4], M2[6], M2[5]]
    assert silence.gaps(swapped, march(9)) == silence.gaps(M2, march(9))


def test_a_gap_runs_until_asked():
    assert silence.gaps(M2[:1], march(1, "11:00")) == [(march(1, "09:00"), march(1, "11:00"))]
    assert silence.gaps(M2, march(1, "11:00")) == silence.gaps(M2[:1], march(1, "11:00"))
    assert silence.dark_since(M2, march(3, "13:00")) == march(3, "12:00")


def test_nothing_happened():
    assert silence.gaps([], march(1)) == []
    assert silence.longest_gap([], march(1)) == timedelta()
    assert silence.dark_spans([], march(1)) == []


def test_two_letters_are_one_wait():
    stamps = [Stamp(march(1, "09:00"), "heard"), Stamp(march(1, "12:00"), "heard")]
    assert silence.gaps(stamps, march(2)) == [(march(1, "09:00"), march(2))]
    assert silence.dark_spans(stamps, march(2)) == [(march(1, "09:00"), march(2))]


def test_a_promised_word_that_comes_late_leaves_the_dark_behind():
    stamps = [
        Stamp(march(1, "09:00"), "heard"),
        Stamp(march(1, "10:00"), "spoke", word_due_at=march(2, "10:00")),
        Stamp(march(2, "13:00"), "spoke"),
    ]
    assert silence.dark_spans(stamps, march(4)) == [
        (march(1, "09:00"), march(1, "10:00")),
        (march(2, "10:00"), march(2, "13:00")),
    ]


def test_a_letter_after_a_missed_word_lengthens_one_darkness():
    stamps = [
        Stamp(march(1, "10:00"), "spoke", word_due_at=march(2, "10:00")),
        Stamp(march(2, "12:00"), "heard"),
    ]
    assert silence.dark_spans(stamps, march(3)) == [(march(2, "10:00"), march(3))]


def test_no_word_is_overdue_while_we_wait_for_him():
    stamps = [
        Stamp(march(1, "10:00"), "spoke", word_due_at=march(2, "10:00")),
        Stamp(march(1, "10:00"), "waiting"),
    ]
    assert silence.dark_spans(stamps, march(4)) == []
    resumed = [*stamps, Stamp(march(3, "10:00"), "on_us")]
    assert silence.dark_spans(resumed, march(4)) == [(march(3, "10:00"), march(4))]
    assert silence.gaps(resumed, march(4)) == [(march(3, "10:00"), march(4))]


def test_thanks_after_the_end_starts_nothing():
    stamps = [*M2, Stamp(march(4, "09:00"), "heard"), Stamp(march(5), "closed")]
    assert silence.gaps(stamps, march(9)) == silence.gaps(M2, march(9))
    assert silence.dark_spans(stamps, march(9)) == silence.dark_spans(M2, march(9))


@pytest.mark.parametrize("kinds", [("heard", "reopened"), ("reopened", "heard")])
def test_a_letter_that_reopens_is_waited_for(kinds):
    stamps = [*M2, *(Stamp(march(4, "09:00"), kind) for kind in kinds)]
    assert silence.gaps(stamps, march(5))[-1] == (march(4, "09:00"), march(5))
    assert silence.dark_since(stamps, march(5)) == march(4, "09:00")


def test_reopened_by_a_colleague_is_on_us_but_not_dark():
    stamps = [*M2, Stamp(march(4, "09:00"), "reopened")]
    assert silence.gaps(stamps, march(5))[-1] == (march(4, "09:00"), march(5))
    assert silence.dark_since(stamps, march(5)) is None


def test_an_unknown_kind_changes_nothing():
    stamps = [M2[0], Stamp(march(1, "10:00"), "rated"), *M2[1:]]
    assert silence.gaps(stamps, march(9)) == silence.gaps(M2, march(9))


def test_a_client_is_in_the_dark_while_he_waits_in_any_of_his_cases():
    told = [Stamp(march(1), "heard"), Stamp(march(2), "spoke", march(9))]
    waits = [Stamp(march(3), "heard"), Stamp(march(4), "spoke", march(6))]
    stories = [silence.Story.of(each, march(8)) for each in (told, waits)]
    parts = silence.strip_of_client(stories, march(1), march(11), march(8), march(6))
    assert [tuple(part) for part in parts.dark] == [(0.0, 10.0), (20.0, 10.0)]
    assert [tuple(part) for part in parts.light] == [(10.0, 10.0), (30.0, 20.0)]
    assert [tuple(part) for part in parts.past] == [(50.0, 20.0)]
    assert (parts.ahead, parts.tip, parts.now) == ([], 50.0, 70.0)


def test_a_client_without_cases_has_an_empty_strip():
    parts = silence.strip_of_client([], march(1), march(11), march(8))
    assert (parts.light, parts.dark, parts.edge) == ([], [], None)
