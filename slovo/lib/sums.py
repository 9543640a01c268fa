"""Sums of money as people of our three languages write them."""

from decimal import Decimal

from babel.numbers import format_currency


def money(amount: Decimal, currency: str, language: str) -> str:
    """Return «UAH 12,000», «12 000 UAH»: with the hundredths only when there are any."""
    locale = language.replace("-", "_").partition("_")[0]
    number = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    words: str = format_currency(
        amount,
        currency,
        locale=locale,
        format=f"¤¤ {number}" if locale == "en" else f"{number}\N{NO-BREAK SPACE}¤¤",
        currency_digits=False,
    )
    return words
