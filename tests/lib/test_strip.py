from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.silence import Part, Stamp, StripParts, strip
from tests.lib.test_silence import march

START, END = march(1), march(11)  # one day is 10 %
NOW = march(9)


def test_who_knows_has_light_behind_and_ahead():
    stamps = [
        Stamp(march(2), "heard"),
        Stamp(march(3), "spoke"),
        Stamp(march(4), "spoke", word_due_at=march(10)),
    ]
    assert strip(stamps, START, END, NOW, march(10)) == StripParts(
        light=[Part(20, 60)],
        dark=[Part(10, 10)],
        past=[],
        ahead=[Part(80, 10)],
        edge=Part(10, 80),
        tip=90,
        now=80,
    )


def test_who_waits_now_has_nothing_ahead():
    stamps = [Stamp(march(2), "spoke"), Stamp(march(8), "heard")]
    parts = strip(stamps, START, END, NOW, march(10))
    assert parts.light == [Part(10, 60)]
    assert parts.dark == [Part(70, 10)]
    assert (parts.past, parts.ahead, parts.tip) == ([], [], 90)
    assert parts.edge == Part(10, 70)


def test_past_is_the_stretch_running_now():
    stamps = [Stamp(march(2), "spoke", word_due_at=march(7)), Stamp(march(5), "heard")]
    parts = strip(stamps, START, END, NOW, march(7))
    assert parts.light == [Part(10, 30)]
    assert parts.dark == [Part(40, 20)]
    assert parts.past == [Part(60, 20)]
    assert (parts.ahead, parts.tip) == ([], 60)


def test_a_word_said_late_is_dark_for_ever():
    stamps = [Stamp(march(2), "spoke", word_due_at=march(5)), Stamp(march(6), "spoke")]
    parts = strip(stamps, START, END, NOW)
    assert parts.light == [Part(10, 30), Part(50, 30)]
    assert parts.dark == [Part(40, 10)]
    assert (parts.past, parts.tip) == ([], None)


def test_a_house_promise_that_passed_is_past_too():
    parts = strip([Stamp(march(7), "heard")], START, END, NOW, march(8))
    assert (parts.dark, parts.past) == ([Part(60, 10)], [Part(70, 10)])


def test_a_dark_minute_is_one_percent_wide():
    minute = timedelta(minutes=1)
    stamps = [Stamp(march(2), "heard"), Stamp(march(2) + minute, "spoke")]
    assert strip(stamps, START, END, NOW).dark == [Part(10, 1)]


def test_a_dark_minute_grows_backwards_from_the_present():
    parts = strip([Stamp(NOW - timedelta(minutes=1), "heard")], START, END, NOW)
    assert parts.dark == [Part(79, 1)]
    assert parts.edge == Part(79, 1)


def test_waiting_for_him_is_light():
    stamps = [Stamp(march(2), "spoke", word_due_at=march(3)), Stamp(march(2), "waiting")]
    parts = strip(stamps, START, END, NOW)
    assert (parts.light, parts.dark, parts.past) == ([Part(10, 70)], [], [])


def test_it_ends_when_closed_and_begins_again_when_reopened():
    stamps = [Stamp(march(2), "spoke"), Stamp(march(4), "closed")]
    closed = strip(stamps, START, END, NOW, march(10))
    assert (closed.light, closed.ahead, closed.edge) == ([Part(10, 20)], [], Part(10, 20))
    reopened = strip([*stamps, Stamp(march(6), "reopened")], START, END, NOW)
    assert reopened.light == [Part(10, 20), Part(50, 30)]
    assert reopened.edge == Part(10, 70)


def test_what_lies_outside_the_axis_is_cut():
    stamps = [Stamp(march(1), "spoke"), Stamp(march(3), "heard"), Stamp(march(4), "spoke")]
    parts = strip(stamps, march(5), march(7), march(6), march(20))
    assert (parts.light, parts.dark, parts.ahead) == ([Part(0, 50)], [], [Part(50, 50)])
    assert (parts.tip, parts.now) == (None, 50)
    assert strip(stamps, march(5), march(7), march(8)).now is None


def test_nothing_happened():
    assert strip([], START, END, NOW) == StripParts([], [], [], [], None, None, 80)


def test_a_word_owed_where_nobody_has_written_yet_is_past_when_it_is():
    owed = START + (NOW - START) / 2
    parts = strip([], START, END, NOW, owed)
    assert (parts.past, parts.light, parts.tip) == ([Part(40, 40)], [], 40)


moments = st.integers(0, 12 * 1440).map(lambda minutes: march(1) + timedelta(minutes=minutes))
kinds = st.sampled_from(["heard", "spoke", "waiting", "on_us", "solved", "closed", "reopened"])
words = st.none() | moments


def _told(stamps: list[Stamp]) -> list[Stamp]:
    return sorted(stamps, key=lambda stamp: stamp.at)


@given(st.lists(st.builds(Stamp, moments, kinds, words), max_size=12).map(_told), moments, words)
def test_any_story_stays_on_the_axis(stamps: list[Stamp], now: datetime, word: datetime | None):
    parts = strip(stamps, START, END, now, word)
    for part in [*parts.light, *parts.dark, *parts.past, *parts.ahead]:
        assert part.x >= 0
        assert round(part.x + part.width, 2) <= 100
    assert all(part.width >= 1 for part in parts.dark)
    for left, right in zip(parts.light, parts.light[1:], strict=False):
        assert round(left.x + left.width, 2) <= right.x
