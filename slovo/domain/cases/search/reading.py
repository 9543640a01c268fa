"""What stands in the cases that were found: exact phrases, and the lines that show why."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from slovo.domain.cases.models import Attachment, Case, Message
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.search.index import index
from slovo.lib.lemmas.asking import Wanted
from slovo.lib.lemmas.folding import fold
from slovo.lib.lemmas.marking import Marker, Part
from slovo.lib.prepared import Prepared

if TYPE_CHECKING:
    from slovo.domain.cases.search.finding import Found

TEXTS = ("text", "question", "quoted_text", "subject", "sender")
HEADS = (
    *("subject", "person__full_name", "person__called", "person__phone"),
    *("organisation__name", "person__addresses__email"),
)
MOST_SCATTERED = 200


@dataclass(frozen=True, slots=True)
class Excerpt:
    """(words, whether they are marked), and of which kind of message and when, if of one."""

    parts: Sequence[Part]
    direction: str = ""
    at: datetime | None = None


class Said(NamedTuple):
    """A message as an excerpt is cut from it: plain values cost less than objects."""

    pk: int
    case_id: int
    direction: str
    at: datetime
    text: str
    question: str
    quoted_text: str
    subject: str
    sender: str


def messages_of(case_ids: Iterable[int]) -> dict[int, int]:
    """message → case, without letters that were taken back."""
    return dict(_MESSAGES(cases=index().many(case_ids)))


def cases_saying(wanted: Wanted, case_ids: Iterable[int]) -> set[int]:
    """Which of these cases say it exactly so: at their head, or in one message."""
    ids = set(case_ids)
    heads = index().heads_among(wanted, ids)
    found = _saying(_HEADS(cases=index().many(heads)), wanted) if heads else set()
    said = index().words_among(wanted, messages_of(ids - found))
    return found | _saying(_TEXTS(messages=index().many(said)), wanted)


def _messages(cases: str) -> Any:
    said = Message.objects.filter(case__in=index().rows_of(cases), cancelled_at=None)
    return said.values_list("pk", "case_id")


def _texts(messages: str) -> Any:
    said = Message.objects.filter(pk__in=index().rows_of(messages), level="")
    return said.values_list("case_id", *TEXTS)


def _heads(cases: str) -> Any:
    return Case.objects.filter(pk__in=index().rows_of(cases)).values_list("pk", *HEADS)


_MESSAGES, _TEXTS, _HEADS = Prepared(_messages), Prepared(_texts), Prepared(_heads)


def _saying(rows: Iterable[tuple[Any, ...]], wanted: Wanted) -> set[int]:
    """The first of each row in which one of the others says it."""
    says = _said_as(wanted.exactly).search
    return {key for key, *texts in rows if any(text and says(fold(text)) for text in texts)}


@lru_cache(maxsize=64)
def _said_as(phrase: str) -> re.Pattern[str]:
    """Its whole words in a folded text, whatever stands between them."""
    words = r"[\W_]+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")


def excerpts(found: "Found", case_ids: Iterable[int]) -> dict[int, Excerpt]:
    """case → why it was found; nothing where only what a row shows anyway has the words."""
    shown = set(case_ids)
    hits = [hit for hit in found.hits if hit.case_id in shown]
    chosen = [hit.message_id for hit in hits if hit.message_id]
    scattered = [hit.case_id for hit in hits if not hit.message_id and not hit.is_head]
    marker = Marker(found.ask)
    rows = [*_CHOSEN(messages=chosen), *_SCATTERED(cases=scattered)[:MOST_SCATTERED]]
    said = _said(map(Said._make, rows), marker)
    return said | _addressed([key for key in shown if key not in said], marker)


def _chosen(messages: list[int]) -> Any:
    return (
        Message.objects.filter(pk__in=messages, level="").order_by("-pk").values_list(*Said._fields)
    )


def _scattered(cases: list[int]) -> Any:
    """The newest messages of cases whose words stand here and there."""
    human = Message.objects.filter(case__in=cases, cancelled_at=None, level="").exclude(
        nature=Nature.HOUSE
    )
    return human.order_by("-pk").values_list(*Said._fields)[:MOST_SCATTERED]


_CHOSEN, _SCATTERED = Prepared(_chosen), Prepared(_scattered)


def _said(messages: Iterable[Said], marker: Marker) -> dict[int, Excerpt]:
    found: dict[int, Excerpt] = {}
    silent: dict[int, Said] = {}
    for message in messages:
        if message.case_id in found:
            continue
        parts = next((p for text in _sides(message) if (p := marker.excerpt(text))), None)
        if parts:
            found[message.case_id] = Excerpt(parts, message.direction, message.at)
        else:
            silent[message.pk] = message
    silent = {key: said for key, said in silent.items() if said.case_id not in found}
    for key, names in _names_of_files(silent).items():
        if parts := marker.excerpt(", ".join(names)):
            message = silent[key]
            found.setdefault(message.case_id, Excerpt(parts, message.direction, message.at))
    return found


def _sides(message: Said) -> Iterator[str]:
    return filter(None, (getattr(message, name) for name in TEXTS))


def _names_of_files(message_ids: Collection[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    if not message_ids:
        return names
    files = Attachment.objects.filter(message__in=list(message_ids)).order_by("pk")
    for key, name in files.values_list("message_id", "name"):
        if key:
            names.setdefault(key, []).append(name)
    return names


def _addressed(case_ids: list[int], marker: Marker) -> dict[int, Excerpt]:
    """By an address or a telephone number, which no row of a list shows."""
    places: dict[int, list[str]] = {}
    for key, phone, email in _ADDRESSES(cases=case_ids):
        known = places.setdefault(key, [phone])
        known.insert(-1, email or "")
    marked = {key: marker.excerpt(", ".join(filter(None, each))) for key, each in places.items()}
    return {key: Excerpt(parts) for key, parts in marked.items() if parts}


def _addresses(cases: list[int]) -> Any:
    rows = Case.objects.filter(pk__in=cases).order_by("pk", "person__addresses__pk")
    return rows.values_list("pk", "person__phone", "person__addresses__email")


_ADDRESSES = Prepared(_addresses)
