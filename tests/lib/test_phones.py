import pytest

from slovo.lib.phones import dialled, kept


@pytest.mark.parametrize(
    ("typed", "stays"),
    [
        ("+380 44 555-01-27", "+380 44 555-01-27"),
        (" +380445550127 ", "+380445550127"),
        ("044 555 01 27", "+380 44 555 0127"),
        ("+44 (0)20 7946 0958", "+44 20 7946 0958"),
        ("+7 727 250 00 00", "+7 727 250 00 00"),
    ],
)
def test_what_can_be_dialled_from_anywhere_stays_as_typed(typed: str, stays: str) -> None:
    assert kept(typed, "UA") == stays


@pytest.mark.parametrize("typed", ["ask Olena", "12", "+380 44", "javascript:alert(1)", "+"])
def test_words_are_no_number(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        kept(typed, "UA")


def test_what_a_link_dials() -> None:
    assert dialled("+380 44 555 01 27 ext. 5") == "+380445550127"
    assert dialled("ask Olena") == ""
