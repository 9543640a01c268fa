"""What a macro may ask for, and putting it in: what is not known stays visible in its braces."""

import re
from collections.abc import Mapping

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
SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with every slot filled in whose value is known."""
    return SLOT.sub(lambda slot: values.get(slot[1]) or slot[0], text)


def unfilled(text: str) -> list[str]:
    """Variables that still stand in `text`; other braces are the writer's own."""
    return [name for name in dict.fromkeys(SLOT.findall(text)) if name in VARIABLES]
