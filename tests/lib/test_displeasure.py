"""Turns of phrase by which people complain without the word."""

import pytest

from slovo.lib.displeasure import ENGLISH, RUSSIAN, UKRAINIAN, find, turns


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("I am really disappointed with this.", "disappointed"),
        ("It is the third\ntime that I write.", "third time"),
        ("Счёт завышен, я так не договаривался", "завышен"),
        ("Пишу вам в третий раз!", "в третий раз"),
        ("Рахунок вищий, ніж ми домовлялися.", "вищий, ніж"),
        ("Ніхто не передзвонив.", "Ніхто не передзвонив"),
        ("Thank you, all is well.", ""),
        ("Дякую, отримав.", ""),
        ("Спасибо за быстрый ответ", ""),
        ("The prude and the brood", ""),
        ("", ""),
    ],
)
def test_the_first_turn_as_it_is_written(text: str, turn: str) -> None:
    assert find(text) == turn


def test_every_turn_of_the_lists_is_found_by_itself() -> None:
    for turn in turns(ENGLISH, RUSSIAN, UKRAINIAN):
        assert find(turn.removesuffix("…")), turn
