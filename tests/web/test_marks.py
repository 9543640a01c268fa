from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils import timezone, translation

from slovo.lib.silence import Part, StripParts
from slovo.web.strips import draw_scale, draw_strip
from slovo.web.templatetags import slovo as marks
from slovo.web.toasts import Toast, toast

FRIDAY = datetime(2027, 3, 26, 7, 12, tzinfo=UTC)


def draw(source: str, **words: object) -> str:
    return Template("{% load slovo %}" + source).render(Context(words))


@pytest.fixture
def _kyiv():
    with timezone.override("Europe/Kyiv"), translation.override("uk"):
        yield


def test_strip_draws_light_first_and_never_paints_over_the_dark():
    parts = StripParts(
        light=[Part(0.0, 31.67)],
        dark=[Part(31.67, 9.16)],
        past=[Part(64.0, 16.0)],
        ahead=[],
        edge=Part(0.0, 80.0),
        tip=64.0,
        now=80.0,
    )
    assert draw_strip(parts, label="Halyna & co: waited") == (
        '<svg class="strip strip-row" role="img" aria-label="Halyna &amp; co: waited">'
        '<rect class="strip-base" x="0" y="5.5" width="100%" height="1"/>'
        '<rect class="strip-light" x="0%" y="2" width="31.67%" height="8"/>'
        '<rect class="strip-dark" x="31.67%" y="2" width="9.16%" height="8"/>'
        '<rect class="strip-past" x="64%" y="2" width="16%" height="8"/>'
        '<rect class="strip-edge" x="0%" y="2" width="80%" height="8"/>'
        '<rect class="strip-tip" x="64%" y="0" width="3" height="12" transform="translate(-3)"/>'
        '<rect class="strip-now" x="80%" y="0" width="1" height="12"/></svg>'
    )


def test_empty_strip_without_words_is_decoration():
    parts = StripParts([], [], [], [], None, None, None)
    assert draw_strip(parts, kind="long") == (
        '<svg class="strip strip-long" aria-hidden="true">'
        '<rect class="strip-base" x="0" y="10.5" width="100%" height="1"/></svg>'
    )


def test_scale_names_its_days():
    assert draw_scale([(0, "10 бер", "first"), (95.02, "<зараз>", "")]) == (
        '<svg class="strip-scale" aria-hidden="true">'
        '<text class="is-first" x="0%" y="11">10 бер</text>'
        '<text class="" x="95.02%" y="11">&lt;зараз&gt;</text></svg>'
    )


def test_icon_is_silent_unless_it_stands_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(marks, "BUILT", tmp_path)
    marks.built.cache_clear()
    marks.icon.cache_clear()
    assert draw('{% icon "phone" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/built/icons.svg#phone"/></svg>'
    )
    assert draw('{% icon "lock" "s" "Note" %}') == (
        '<svg class="icon icon-s" role="img" aria-label="Note">'
        '<use href="/static/built/icons.svg#lock"/></svg>'
    )


def test_face_of_a_plain_row_and_of_nobody():
    assert draw('{% face "ОТ" %}') == '<span class="face" aria-hidden="true">ОТ</span>'
    assert draw('{% face "ПГ" "small" "ours" "me" %}') == (
        '<span class="face face-ours face-me face-s" aria-hidden="true">ПГ</span>'
    )
    assert draw("{% face who %}", who=None).startswith('<span class="face face-none"')


@pytest.mark.usefixtures("_kyiv")
def test_times_are_said_in_the_readers_zone_and_language():
    later = FRIDAY + timedelta(hours=2)
    assert draw("{{ at|moment }}", at=FRIDAY) == "пт 26 березня, 09:12"
    assert draw("{{ at|near:now }}", at=later, now=FRIDAY) == "11:12"
    assert draw("{{ at|day }} {{ at|hour }}", at=FRIDAY) == "пт 26 березня 09:12"
    assert draw("{{ at|by_words }}", at=FRIDAY) == "у п’ятницю, 26 березня, до 09:12"
    assert draw("{{ long|span }}", long=timedelta(hours=19, minutes=12)) == "19 год 12 хв"
    assert draw("{{ nothing|moment }}{{ nothing|span }}", nothing=None) == ""
    assert draw('{% when at "late" %}', at=later, now=FRIDAY) == (
        '<time datetime="2027-03-26T09:12:00+00:00" class="late">11:12</time>'
    )


def test_toast_carries_the_way_back():
    said = Message(25, "Sent.", extra_tags="30 /letters/5/undo/")
    assert toast(said) == Toast("Sent.", is_refusal=False, undo_url="/letters/5/undo/", seconds=30)
    assert toast(Message(40, "No.")) == Toast("No.", is_refusal=True, undo_url="", seconds=0)
    assert toast(Message(25, "Done.", extra_tags="8")).undo_url == ""


def test_way_to_a_page_that_does_not_exist_is_not_shown():
    assert draw('{% way "no-such-page" "sun" "Nowhere" %}') == ""
