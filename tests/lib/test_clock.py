import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from slovo.lib import clock

EVENING = datetime(2026, 10, 24, 18, 40, tzinfo=UTC)


@pytest.fixture
def clock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "clock"
    monkeypatch.setenv("SLOVO_CLOCK", f"@{path}")
    return path


def test_unset_is_the_real_time(monkeypatch):
    monkeypatch.delenv("SLOVO_CLOCK", raising=False)
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert not clock.is_injected()


def test_an_instant_ticks_from_the_beginning_of_the_process(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2026-10-24T18:40:00Z")
    first, second = clock.now(), clock.now()
    assert EVENING < first < second < EVENING + timedelta(hours=1)
    assert clock.is_injected()


@pytest.mark.parametrize("text", ["2026-10-24T18:40:00Z!", "2026-10-24T21:40:00+03:00!"])
def test_an_exclamation_mark_freezes(monkeypatch, text):
    monkeypatch.setenv("SLOVO_CLOCK", text)
    assert clock.now() == EVENING
    assert clock.now().tzinfo is UTC


def test_a_file_is_read_anew(clock_file):
    clock_file.write_text("2026-10-24T18:40:00Z!\n")
    assert clock.now() == EVENING
    clock_file.write_text("2026-10-24T18:41:00Z!\n")
    assert clock.now() == EVENING + timedelta(minutes=1)


def test_a_ticking_file_ticks_since_it_was_written(clock_file):
    clock_file.write_text("2026-10-24T18:40:00Z")
    written = clock_file.stat().st_mtime - 3600
    os.utime(clock_file, (written, written))
    assert timedelta(hours=1) <= clock.now() - EVENING < timedelta(hours=1, minutes=1)


def test_advancing_moves_a_frozen_file_exactly(clock_file):
    clock.write(clock_file, EVENING, frozen=True)
    assert clock.advance(timedelta(days=1)) == EVENING + timedelta(days=1)
    assert clock.now() == EVENING + timedelta(days=1)
    assert [path.name for path in clock_file.parent.iterdir()] == ["clock"]


def test_advancing_a_ticking_file_keeps_it_ticking(clock_file):
    clock.write(clock_file, EVENING, frozen=False)
    moved = clock.advance(timedelta(hours=1))
    assert EVENING + timedelta(hours=1) <= moved <= clock.now() < EVENING + timedelta(hours=2)


def test_advancing_without_a_file_is_refused(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2026-10-24T18:40:00Z")
    with pytest.raises(clock.ClockRefused):
        clock.advance(timedelta(hours=1))


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-10-24", "2026-10-24T18:40:00", "!", "@/nowhere"]
)
def test_a_malformed_clock_is_refused(monkeypatch, text):
    monkeypatch.setenv("SLOVO_CLOCK", text)
    with pytest.raises(clock.ClockRefused):
        clock.now()


def test_an_empty_file_is_refused(clock_file):
    clock_file.write_text("")
    with pytest.raises(clock.ClockRefused):
        clock.now()
