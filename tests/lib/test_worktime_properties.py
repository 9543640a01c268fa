"""Working time against a slow model: the wall clock looked at minute by minute."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from slovo.lib.worktime import NoWorkingTime, WorkingHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = (
    "UTC", "Europe/Kyiv", "America/Sao_Paulo", "Australia/Lord_Howe", "America/Havana",
    "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns", "Asia/Beirut",
)  # fmt: skip
CHANGES = (
    datetime(2015, 10, 17, 12, tzinfo=UTC),
    datetime(2016, 2, 20, 12, tzinfo=UTC),
    datetime(2011, 12, 29, 12, tzinfo=UTC),
    datetime(2026, 10, 24, 12, tzinfo=UTC),
    datetime(2027, 3, 27, 12, tzinfo=UTC),
    datetime(2026, 12, 31, 12, tzinfo=UTC),
)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def windows(draw: st.DrawFn) -> list[list[str]]:
    cuts = draw(st.lists(st.integers(0, 48).map(lambda half: half * 30), unique=True, max_size=6))
    cuts.sort()
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [[clock(opens), clock(closes)] for opens, closes in pairs]


@st.composite
def calendars(draw: st.DrawFn) -> dict:
    around = st.sampled_from(CHANGES)
    day = st.builds(
        lambda at, days: f"{at + timedelta(days=days):%Y-%m-%d}", around, st.integers(0, 9)
    )
    return {
        "tz": draw(st.sampled_from(ZONES)),
        "week": draw(st.dictionaries(st.sampled_from(DAYS), windows(), min_size=3)),
        "holidays": draw(st.lists(day, max_size=2)),
        "yearly": draw(st.lists(st.sampled_from(["01-01", "02-29", "10-25"]), max_size=1)),
        "instead": draw(st.dictionaries(day, windows(), max_size=2)),
    }


starts = st.builds(
    lambda at, seconds: at + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(0, 3 * 86400),
)
pauses = st.lists(
    st.builds(
        lambda at, a, b: (at + timedelta(minutes=a), at + timedelta(minutes=a + b)),
        st.sampled_from(CHANGES), st.integers(0, 4000), st.integers(0, 3000),
    ), max_size=3,
)  # fmt: skip

FULL = {"tz": "America/Sao_Paulo", "week": {key: [["00:00", "24:00"]] for key in DAYS}}


@settings(max_examples=200, deadline=None)
@given(calendars(), starts, st.integers(0, 400 * 3600), pauses)
@example(FULL, datetime(2015, 10, 18, 2, 59, 59, tzinfo=UTC), 2, [])
def test_add_and_between_are_inverse(written, start, seconds, paused):
    hours = WorkingHours.from_dict(written)
    try:
        due = hours.add(start, seconds, paused)
    except NoWorkingTime:
        assert not any(written["week"].values())
        return
    assert due >= start
    assert hours.between(start, due, paused) == seconds
    if seconds:
        assert hours.between(start, due - timedelta(seconds=1), paused) < seconds


@settings(max_examples=100, deadline=None)
@given(calendars(), starts, st.integers(0, 90 * 3600), st.integers(0, 90 * 3600))
def test_between_adds_up(written, start, first, second):
    hours = WorkingHours.from_dict(written)
    middle = start + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)
    assert hours.between(start, middle) + hours.between(middle, end) == hours.between(start, end)


@settings(max_examples=40, deadline=None)
@given(calendars(), starts)
def test_open_as_the_wall_clock_says(written, start):
    hours = WorkingHours.from_dict(written)
    zone = ZoneInfo(written["tz"])
    at = start.replace(second=0) - timedelta(minutes=start.minute % 10)
    for _ in range(150):
        at += timedelta(minutes=10)
        if not _is_near_a_fold(at, zone):
            assert hours.is_open(at) == _is_open(written, at.astimezone(zone)), at


def _is_open(written: dict, wall: datetime) -> bool:
    day = f"{wall:%Y-%m-%d}"
    if day in written["instead"]:
        today = written["instead"][day]
    elif day in written["holidays"] or day[5:] in written["yearly"]:
        today = []
    else:
        today = written["week"].get(DAYS[wall.weekday()], [])
    return any(opens <= f"{wall:%H:%M}" < closes for opens, closes in today)


def _is_near_a_fold(at: datetime, zone: ZoneInfo) -> bool:
    """In a repeated hour a window is closed by the first time its closing time is shown."""
    return (at - timedelta(hours=2)).astimezone(zone).utcoffset() > (
        at + timedelta(hours=2)
    ).astimezone(zone).utcoffset()
