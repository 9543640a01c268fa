"""Sums of money as people of our three languages write them."""

from decimal import Decimal

from babel.numbers import format_currency


def money(amount: Decimal, currency: str, language: str) -> str:
    """Return «UAH 12,000», «12 000 ₴»: with the hundredths only when there are any."""
    locale = language.replace("-", "_").partition("_")[0]
    is_whole = amount == amount.to_integral_value()
    words: str = format_currency(
        amount,
        currency,
        locale=locale,
        format="¤¤ #,##0" if is_whole else "¤¤ #,##0.00",
        currency_digits=False,
    )
    return words
