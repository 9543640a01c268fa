"""One row of a file of people: what it says, made whole, and why it cannot be taken in."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from slovo.domain.clients.importing.columns import SEVERAL
from slovo.domain.clients.models import normal_email
from slovo.lib import phones, zones
from slovo.lib.phones import dialled

LANGUAGES = {
    "en": "en|eng|english|английский|англійська",
    "ru": "ru|rus|russian|русский|російська",
    "uk": "uk|ua|ukr|ukrainian|украинский|українська",
}
GUARD = re.compile(r"^'(?=[=@+-])")  # against spreadsheets that reckon
GOOGLES = " ::: "  # several values in one cell
LONGEST = {"full_name": 200, "called": 120, "organisation": 200, "job": 120, "topics": 300}
LONGEST_NOTE = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """`line` as an editor counts; `why`: it is refused; what is odd goes to the note."""

    line: int
    full_name: str = ""
    called: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organisation: str = ""
    job: str = ""
    topics: str = ""
    language: str = ""
    zone: str = ""
    note: str = ""
    odd_emails: tuple[str, ...] = ()
    odd_phones: tuple[str, ...] = ()
    why: str = ""

    @property
    def odd(self) -> tuple[str, ...]:
        return (*self.odd_emails, *self.odd_phones)

    @property
    def doubts(self) -> list[str]:
        """What of it is not understood, in sentences."""
        mail = _("“%(words)s” is no mail address; it goes to the note.")
        phone = _("“%(words)s” is no telephone number; it goes to the note.")
        found = [mail % {"words": words[:200]} for words in self.odd_emails]
        return found + [phone % {"words": words[:200]} for words in self.odd_phones]

    @property
    def words(self) -> str:
        return " · ".join((self.full_name, *self.emails, *self.phones, self.organisation))


def entries(source: Mapping[str, Any], mapping: Mapping[str, str], region: str) -> list[Entry]:
    """What a read file says, row by row; `region` is where numbers without a country belong."""
    if "cards" in source:
        cards = ((line, said, _entry(line, said, region)) for line, said in source["cards"])
        return [entry if said else _unread(line) for line, said, entry in cards]
    places = {int(place): field for place, field in mapping.items()}
    return [_entry(line, _said(cells, places), region) for line, cells in source["lines"]]


def _unread(line: int) -> Entry:
    return Entry(line, why=_("This card cannot be read."))


def _said(cells: list[str], places: Mapping[int, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, field in sorted(places.items()):
        cell = GUARD.sub("", cells[place]) if place < len(cells) else ""
        values = [value.strip() for value in cell.split(GOOGLES)]
        if any(values) and (field in SEVERAL or field not in found):
            found.setdefault(field, []).extend(filter(None, values))
    return found


def _entry(line: int, said: Mapping[str, list[str]], region: str) -> Entry:
    """`said` is field → values, as in a table's columns."""
    one = {field: " ".join(values[0].split()) for field, values in said.items() if values}
    given = (one.get("full_name"), one.get("given"), one.get("middle"), one.get("family"))
    name = " ".join(filter(None, given[:1] if given[0] else given[1:]))
    emails, bad_emails = _parted(said.get("email", ()), _addresses)
    numbers, bad_numbers = _parted(said.get("phone", ()), lambda text: _number(text, region))
    why = ""
    if not name and emails:
        name = emails[0].partition("@")[0]
    elif not name:
        why = _("No name stands here.")
    sides = {field: one.get(field, "")[:most] for field, most in LONGEST.items()}
    sides["full_name"] = name[: LONGEST["full_name"]]
    zone = one.get("zone", "")
    return Entry(
        line,
        **sides,
        emails=tuple(emails),
        phones=_once(numbers),
        language=_language(one.get("language", "")),
        zone=zone if zones.is_zone(zone) else "",
        note="\n".join("\n".join(said.get("note", ())).splitlines())[:LONGEST_NOTE].strip(),
        odd_emails=tuple(bad_emails),
        odd_phones=tuple(bad_numbers),
        why=why,
    )


def _parted(values: Iterable[str], read: Callable[[str], list[str]]) -> tuple[list[str], list[str]]:
    """What it is understood as, and what is not understood."""
    good: list[str] = []
    bad: list[str] = []
    for value in values:
        found = read(value)
        good += found
        bad += [] if found else [value]
    return list(dict.fromkeys(good)), list(dict.fromkeys(bad))


def _addresses(text: str) -> list[str]:
    """All that stand in a cell; whatever else stands between them is a name or a sign."""
    words = (normal_email(word.strip("<>")) for word in re.split(r"[\s,;]+", text))
    return [word for word in words if _is_address(word)]


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def _number(text: str, region: str) -> list[str]:
    try:
        return [phones.kept(text, region)[:40]]
    except ValueError:
        return []


def _once(numbers: list[str]) -> tuple[str, ...]:
    """One number may be written in two ways."""
    found: dict[str, str] = {}
    for number in numbers:
        found.setdefault(dialled(number), number)
    return tuple(found.values())


def _language(text: str) -> str:
    word = re.split(r"[-_]", text.lower())[0]
    known = {code for code, _name in settings.LANGUAGES}
    return next(
        (c for c, words in LANGUAGES.items() if word in words.split("|") and c in known), ""
    )
