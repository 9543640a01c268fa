"""Sums as each language writes them: hundredths only when there are any, the currency whole."""

from decimal import Decimal

import pytest

from slovo.lib.sums import money


@pytest.mark.parametrize(
    ("amount", "language", "words"),
    [
        ("12000", "en", "UAH 12,000"),
        ("1200.5", "en-gb", "UAH 1,200.50"),
        ("12000", "ru", "12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}UAH"),
        ("-1200.50", "uk", "-1\N{NO-BREAK SPACE}200,50\N{NO-BREAK SPACE}UAH"),
    ],
)
def test_money(amount, language, words):
    assert money(Decimal(amount), "UAH", language) == words
