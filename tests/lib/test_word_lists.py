"""Lists of words that people keep."""

import pytest

from slovo.lib.lemmas.lists import said


@pytest.mark.parametrize(
    ("text", "loose", "strict"),
    [
        ("Про рахунки й рахунку", ["рахунки", "рахунку"], ["рахунки", "рахунку"]),
        ("по счетам", ["счетам"], []),
        ("He divorced; the divorces", ["divorced", "divorces"], ["divorced", "divorces"]),
        ("Разводит собак", ["Разводит"], []),
        ("разводами и в разводе", ["разводами", "разводе"], ["разводами", "разводе"]),
        ("", [], []),
    ],
)
def test_words_are_found_in_any_form_and_named_as_they_stand(text, loose, strict):
    listed = "рахунок, счёт\ndivorce divorced развод"
    assert said(text, listed) == loose
    assert said(text, listed, is_strict=True) == strict
