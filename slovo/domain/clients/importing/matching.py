"""Row by row: somebody new, somebody we know, or perhaps somebody we know. Nothing is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from slovo.domain.clients.importing.entries import Entry
from slovo.domain.clients.importing.faces import Face, Faces, place_key
from slovo.domain.clients.traces import ADDRESS, PHONE
from slovo.lib.names import Likeness, likeness, parts
from slovo.lib.phones import dialled


class Fate(StrEnum):
    """What a row is."""

    NEW = "new"
    KNOWN = "known"
    PERHAPS = "perhaps"
    REFUSED = "refused"


class Choice(StrEnum):
    """What a colleague said of somebody who is perhaps known."""

    SAME = "same"
    NEW = "new"
    SKIP = "skip"


MOST_WITH_ONE_NUMBER = 2  # an office's number is no hint
WEIGHTS = {ADDRESS: 5, PHONE: 4, "name": 3, "organisation": 1}


@dataclass(frozen=True, slots=True)
class Match:
    """One row and whom it means; `adds`: what he would gain, side by side."""

    entry: Entry
    fate: Fate
    face: Face | None = None
    reasons: tuple[str, ...] = ()
    adds: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    why: str = ""

    @property
    def is_taken(self) -> bool:
        return self.fate in (Fate.NEW, Fate.KNOWN) or self.choice in (Choice.SAME, Choice.NEW)

    @property
    def is_new(self) -> bool:
        return self.fate == Fate.NEW or self.choice == Choice.NEW

    @property
    def is_undecided(self) -> bool:
        return self.fate == Fate.PERHAPS and not self.choice


def matches(entries: Iterable[Entry], choices: Mapping[str, str]) -> Iterator[Match]:
    """In the order of the file; a row is compared with those before it too."""
    rows = list(entries)
    faces = Faces(rows)
    for entry in rows:
        match = _match(entry, faces, choices.get(str(entry.line), ""))
        seen = replace(match, face=deepcopy(match.face))
        if match.is_new:
            faces.add(entry)
        elif match.is_taken and match.face is not None:
            faces.learn(match.face, entry)
        yield seen


def _match(entry: Entry, faces: Faces, choice: str) -> Match:
    if entry.why:
        return Match(entry, Fate.REFUSED, why=entry.why)
    owners = faces.with_address(entry.emails)
    if len(owners) > 1:
        two = {"one": owners[0].full_name, "other": owners[1].full_name}
        why = _("Its addresses belong to two people, %(one)s and %(other)s: merge them first.")
        return Match(entry, Fate.REFUSED, why=why % two)
    found = [(owners[0], {ADDRESS})] if owners else list(_alike(entry, faces))
    if not found:
        return Match(entry, Fate.NEW)
    face, reasons = max(found, key=lambda each: (_weight(each[1]), -abs(each[0].key)))
    is_known = _is_known(entry, face, reasons)
    fate = Fate.KNOWN if is_known else Fate.PERHAPS
    said = tuple(sorted(reasons, key=lambda reason: -WEIGHTS[reason]))
    return Match(entry, fate, face, said, _adds(entry, face), "" if is_known else choice)


def _alike(entry: Entry, faces: Faces) -> Iterator[tuple[Face, set[str]]]:
    """Whoever has a number, a mailbox or a name like it."""
    found: dict[int, tuple[Face, set[str]]] = {}
    for kind, some in faces.with_trace_of(entry):
        for face in some:
            reasons = found.setdefault(face.key, (face, set()))[1]
            is_few = kind == ADDRESS or (kind == PHONE and len(some) <= MOST_WITH_ONE_NUMBER)
            if is_few or (kind == PHONE and _agree(entry, face) != Likeness.DIFFERENT):
                reasons.add(kind)
    for face, reasons in found.values():
        is_near = place_key(entry.organisation) in face.places
        grade = _agree(entry, face)
        if grade == Likeness.LIKELY or (grade == Likeness.POSSIBLE and is_near):
            reasons.add("name")
        if reasons:
            yield face, reasons | ({"organisation"} if is_near else set())


def _agree(entry: Entry, face: Face) -> Likeness:
    return likeness(entry.full_name, face.full_name)


def _weight(reasons: Iterable[str]) -> int:
    return sum(WEIGHTS[reason] for reason in reasons)


def _is_known(entry: Entry, face: Face, reasons: set[str]) -> bool:
    """His address and a name that may be his; his number and his name; or nothing is new in it."""
    grade = _agree(entry, face)
    if set(entry.emails) & face.emails:
        return grade != Likeness.DIFFERENT or _is_bare(entry.full_name) or _is_bare(face.full_name)
    if reasons & {PHONE, ADDRESS} and grade == Likeness.LIKELY:
        return True
    return entry.full_name == face.full_name and not _adds(entry, face)


def _is_bare(name: str) -> bool:
    """One word, such as what stands before the sign @: it contradicts nobody."""
    return len(parts(name)) < 2


def _adds(entry: Entry, face: Face) -> tuple[tuple[str, str], ...]:
    added = [("email", email) for email in entry.emails if email not in face.emails]
    known = re.sub(r"\D", "", face.sides.get("note", ""))
    for phone in entry.phones:
        number = dialled(phone)
        if number not in face.numbers and number.strip("+") not in known:
            added.append(("phone", phone))
    sides = ((side, getattr(entry, side)) for side in ("called", "language", "zone"))
    added += [(side, value) for side, value in sides if value and not face.sides.get(side)]
    added += _adds_to_place(entry, face)
    note = face.sides.get("note", "")
    added += [("note", words) for words in (*entry.odd, entry.note) if words and words not in note]
    return tuple(added)


def _adds_to_place(entry: Entry, face: Face) -> list[tuple[str, str]]:
    if not entry.organisation:
        return []
    place = face.places.get(place_key(entry.organisation))
    if place is None:
        return [("organisation", entry.organisation)]
    sides = (("job", entry.job), ("topics", entry.topics))
    return [(side, value) for side, value in sides if value and not place.get(side)]
