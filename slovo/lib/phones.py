"""Telephone numbers as people write them, by Google's metadata (phonenumbers)."""

import re

_SPARE = re.compile(r"[^\d+]")


def dialled(text: str) -> str:
    """Return "+380445550127" of "+380 44 555-01-27"; what stands after the number is left out."""
    found = re.match(r"[\d+().\s/-]*", text.strip())
    return _SPARE.sub("", found[0]) if found else ""


def kept(text: str, region: str) -> str:
    """Return a number as it was typed when it can be dialled from anywhere, else its whole form.

    "044 555 01 27" in region "UA" becomes "+380 44 555 0127". Raises ValueError when no telephone
    anywhere can have such a number.
    """
    import phonenumbers as phones

    try:
        number = phones.parse(text, region or None)
    except phones.NumberParseException as problem:
        raise ValueError(text) from problem
    if phones.is_possible_number_with_reason(number) != phones.ValidationResult.IS_POSSIBLE:
        raise ValueError(text)
    if dialled(text) == phones.format_number(number, phones.PhoneNumberFormat.E164):
        return text.strip()
    whole: str = phones.format_number(number, phones.PhoneNumberFormat.INTERNATIONAL)
    return whole
