"""How well names are told apart, over labelled pairs; the figures stand in docs/guide/people.md."""

from pathlib import Path

import pytest

from slovo.lib.names import Likeness, is_cyrillic, likeness, sound, sounds

PAIRS = [
    (line[0] == "+", *(name.strip() for name in line[1:].split("|")))
    for line in Path(__file__).with_name("name_pairs.txt").read_text("utf-8").splitlines()
]
PRECISION, RECALL = 0.95, 0.85


def test_pairs_are_many_and_half_of_them_are_two_people() -> None:
    assert len(PAIRS) >= 120
    assert 0.4 < sum(is_one for is_one, *_names in PAIRS) / len(PAIRS) < 0.6


def test_few_are_taken_for_another_and_few_are_missed() -> None:
    said = [(is_one, likeness(one, other) >= Likeness.POSSIBLE) for is_one, one, other in PAIRS]
    right = said.count((True, True))
    assert right / (right + said.count((False, True))) >= PRECISION
    assert right / (right + said.count((True, False))) >= RECALL


def test_the_order_of_the_two_does_not_matter() -> None:
    turned = [(likeness(one, other), likeness(other, one)) for _is_one, one, other in PAIRS]
    assert [pair for pair in turned if pair[0] != pair[1]] == []


def test_names_that_agree_share_a_key_or_a_known_form() -> None:
    assert sounds("Ткаченко Юрій Петрович") & sounds("Tkachenko Y.") == {"tkaQenko"}


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Ткаченко Юрій Петрович", "Yuri Tkachenko", Likeness.LIKELY),
        ("Ю. Ткаченко", "Юрій Ткаченко", Likeness.POSSIBLE),
        ("Anna Maria Schmidt", "Anna Schmidt", Likeness.POSSIBLE),
        ("Prince", "Prince", Likeness.POSSIBLE),
        ("", "", Likeness.DIFFERENT),
        ("Юрій Петрович", "Юрій Петрович Ткаченко", Likeness.POSSIBLE),
        ("a b c d e f", "a b c d e f", Likeness.DIFFERENT),
    ],
)
def test_the_answer_is_graded(one: str, other: str, grade: Likeness) -> None:
    assert likeness(one, other) == grade


def test_one_sound_however_it_is_written() -> None:
    assert {sound(word) for word in ("Щербак", "Shcherbak", "Scherbak", "Ščerbak")} == {"Werbak"}
    assert is_cyrillic("Yuri Ткаченко")
    assert not is_cyrillic("Yuri Tkachenko")
