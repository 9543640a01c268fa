"""A talk is a contact; what it was about is said once, and where it can have been."""

from datetime import timedelta

import pytest

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.access.models import TokenRight
from slovo.domain.access.tokens import user_of
from slovo.domain.calls.actions.extensions import ExtensionIsTaken, save_extensions
from slovo.domain.calls.actions.talking import (
    NobodyTalked,
    NoMemo,
    NotHisCase,
    NotTalkedThen,
    WroteSince,
    note_call,
    place_call,
)
from slovo.domain.calls.models import Extension
from slovo.domain.cases.actions.answering import NextWordPassed
from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Draft, Promise
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.loyalty.acts import last_voices
from slovo.domain.loyalty.moods import about, unasked
from slovo.domain.loyalty.starting import starts_of
from slovo.domain.staff.rights import NotAllowed
from tests.domain.calls.telephone import MINUTE, RINGS, SECOND, answered, ended, lines, told

__all__ = ["lines", "told"]


def test_a_talk_is_a_contact_his_start_and_asks_for_the_mood(told, olena, engagement, petro):
    call = told(**answered())
    now = RINGS + 5 * MINUTE
    voice = last_voices([olena.pk], now)[olena.pk]
    assert (voice.at, voice.kind) == (RINGS + 5 * SECOND, "call")
    [start] = starts_of([olena.pk], now)[olena.pk].rows
    assert (start.is_ours, start.how) == (False, "phone")
    assert about(unasked(olena, now)) == f"call:{call.pk}"
    assert Promise.objects.count() == 0


def test_what_it_was_about_stops_the_clock_at_the_instant_of_the_talk(
    told, olena, engagement, petro
):
    wrote_at = RINGS - timedelta(hours=2)
    case = open_case(
        olena, subject="Rent", channel="email", heard_at=wrote_at, by=olena, at=wrote_at
    )
    hear_message(case, person=olena, text="?", channel="email", by=olena, at=wrote_at)
    call = told(**answered())
    case.refresh_from_db()
    assert case.waits_since == wrote_at
    later = RINGS + 30 * MINUTE
    placed = place_call(call, case=case, text="We told her.", by=petro, at=later)
    case.refresh_from_db()
    assert (case.waits_since, case.spoke_at) == (None, RINGS + 5 * SECOND)
    assert (placed.word.text, placed.word.author) == ("We told her.", petro)
    again = place_call(call, case=case, text="Again", by=petro, at=later)
    assert again.word == placed.word
    assert len(starts_of([olena.pk], later)[olena.pk].rows) == 2
    assert list(breaches()) == []


def test_it_is_placed_only_where_it_can_have_been(told, olena, viktor, engagement, petro):
    call, later = told(**answered()), RINGS + 30 * MINUTE
    his = open_case(viktor, subject="Fee", channel="email", by=viktor, at=RINGS)
    with pytest.raises(NotHisCase):
        place_call(call, case=his, by=petro, at=later)
    case = open_case(olena, subject="Rent", channel="email", by=olena, at=RINGS)
    with pytest.raises(NextWordPassed):
        place_call(call, case=case, next_word_at=later - SECOND, by=petro, at=later)
    wrote_at = RINGS + 10 * MINUTE
    hear_message(case, person=olena, text="?", channel="email", by=olena, at=wrote_at)
    with pytest.raises(WroteSince):
        place_call(call, case=case, by=petro, at=later)
    with pytest.raises(NobodyTalked):
        place_call(told("9", **ended()), case=case, by=petro, at=later)


def test_extensions_are_somebodys(lines, petro, iryna, olha, roman):
    with pytest.raises(NotAllowed):
        save_extensions({petro: "103"}, by=roman, at=RINGS)
    with pytest.raises(ExtensionIsTaken):
        save_extensions({petro: "103", iryna: "103"}, by=olha, at=RINGS)
    with pytest.raises(ExtensionIsTaken):
        save_extensions({petro: "102"}, by=olha, at=RINGS)
    with pytest.raises(ExtensionIsTaken):
        save_extensions({petro: "1" * 41}, by=olha, at=RINGS)
    save_extensions({petro: "101", iryna: "202"}, by=olha, at=RINGS)
    save_extensions({petro: "101", iryna: "202"}, by=olha, at=RINGS)
    assert [row.number for row in Extension.objects.all()] == ["101", "202"]
    assert Event.objects.filter(kind="extension.saved").count() == 3


def test_a_token_for_calls_opens_nothing_else_and_is_for_who_may(roman, petro):
    raw = make_token(roman, name="pbx", right=TokenRight.CALLS, by=roman, at=RINGS)
    assert (user_of(raw), user_of(raw, TokenRight.CALLS)) == (None, roman)
    whole = make_token(roman, name="all", by=roman, at=RINGS)
    assert user_of(whole, TokenRight.CALLS) == roman
    with pytest.raises(NotAllowed):
        make_token(petro, name="pbx", right=TokenRight.CALLS, by=petro, at=RINGS)
    with pytest.raises(NotAllowed):
        make_token(roman, name="pbx", right="see_cases", by=roman, at=RINGS)


def test_note_call_by_hand_stops_the_clocks_of_all_that_was_told(olena, engagement, petro):
    wrote_at, talked_at = RINGS - timedelta(hours=2), RINGS - MINUTE
    cases = [
        open_case(olena, subject=words, channel="email", heard_at=wrote_at, by=olena, at=wrote_at)
        for words in ("Rent", "Fee")
    ]
    for case in cases:
        hear_message(case, person=olena, text="?", channel="email", by=olena, at=wrote_at)
    said = note_call(cases[0], covers=cases, talked_at=talked_at, by=petro, at=RINGS)
    again = note_call(cases[0], covers=cases, talked_at=talked_at, by=petro, at=RINGS)
    for case in cases:
        case.refresh_from_db()
    assert (said, [case.spoke_at for case in cases]) == (again, [talked_at, talked_at])
    with pytest.raises(NotTalkedThen):
        note_call(cases[0], talked_at=RINGS + SECOND, by=petro, at=RINGS)
    with pytest.raises(NoMemo):
        note_call(cases[0], memo=b"MZ", by=petro, at=RINGS)


def test_a_memo_leaves_a_begun_note_alone(olena, engagement, petro):
    case = open_case(olena, subject="Rent", channel="email", by=olena, at=RINGS)
    save_draft(case, user=petro, html="<p>Half a note</p>", is_note=True, at=RINGS)
    note_call(case, memo=b"OggS\x00\x02", by=petro, at=RINGS + MINUTE)
    assert (Draft.objects.get().html, case.messages.filter(direction="note").count()) == (
        "<p>Half a note</p>",
        1,
    )
