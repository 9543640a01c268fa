"""What a macro may ask for, and putting it in: what is not known stays visible in its braces."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

VARIABLES = (
    "person.called",
    "person.full_name",
    "organisation.name",
    "case.ref",
    "case.subject",
    "case.next_word",
    "handler.full_name",
    "answerer.full_name",
    "me.full_name",
    "me.phone",
    "firm.name",
    "firm.phone",
)
NOUNS = {name.partition(".")[0] for name in VARIABLES}
SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MARKUP = re.compile(r"<[^<>]*>|&nbsp;")


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with every slot filled in whose value is known."""
    return SLOT.sub(lambda slot: values.get(slot[1]) or slot[0], text)


def unfilled(text: str) -> list[str]:
    """Variables, also misspelt ones, that still stand in `text`, plain or in HTML.

    Braces around anything else are the writer's own.
    """
    names = dict.fromkeys(SLOT.findall(_MARKUP.sub("", text)))
    return [name for name in names if name.partition(".")[0].lower() in NOUNS]


def unfilled_words(text: str) -> str:
    names = ", ".join(unfilled(text))
    sentence = _("The letter still asks for %(names)s. Write it yourself, or take it out.")
    return sentence % {"names": names} if names else ""
