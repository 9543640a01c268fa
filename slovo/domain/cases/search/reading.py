"""What stands in the cases that were found: exact phrases, and the lines that show why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from slovo.domain.cases.models import Attachment, Case, Message
from slovo.domain.cases.search.index import index
from slovo.domain.clients.models import Address, Person
from slovo.lib.lemmas.asking import Ask, Wanted, plain_text
from slovo.lib.lemmas.marking import Marker, Part

if TYPE_CHECKING:
    from slovo.domain.cases.search.finding import Found

READ = ("case_id", "direction", "at", "subject", "sender", "text", "quoted_text", "question")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """(words, whether they were asked for), and of which kind of message and when, if of one."""

    parts: Sequence[Part]
    direction: str = ""
    at: datetime | None = None


def messages_of(case_ids: Iterable[int]) -> dict[int, int]:
    """message → case, without letters that were taken back."""
    said = Message.objects.filter(case__in=list(case_ids), cancelled_at=None).order_by("pk")
    return dict(said.values_list("pk", "case_id"))


def cases_saying(wanted: Wanted, case_ids: Iterable[int]) -> set[int]:
    """Which of these cases say it exactly so: in one message, or at their head."""
    ids = list(case_ids)
    said = index().words_among(wanted, messages_of(ids))
    found = {
        message.case_id
        for message in Message.objects.filter(pk__in=said).only(*READ).order_by("pk")
        if any(_says(text, wanted) for text in _texts(message))
    }
    heads = index().heads_among(wanted, set(ids) - found)
    cases = Case.objects.filter(pk__in=heads).select_related("person", "organisation")
    for case in cases.prefetch_related("person__addresses").order_by("pk"):
        places = [case.subject, *names_of(case.person), str(case.organisation or "")]
        if any(_says(place, wanted) for place in places):
            found.add(case.pk)
    return found


def names_of(person: Person) -> list[str]:
    emails = [address.email for address in person.addresses.all()]
    return [person.full_name, person.called, person.phone, *emails]


def excerpts(found: "Found", case_ids: Iterable[int]) -> dict[int, Excerpt]:
    """case → why it was found; nothing where only what a row shows anyway has the words."""
    shown = set(case_ids)
    hits = [hit for hit in found.hits if hit.case_id in shown]
    chosen = {hit.message_id for hit in hits if hit.message_id}
    scattered = [hit.case_id for hit in hits if not hit.message_id and not hit.is_head]
    chosen |= _scattered(scattered, found.ask)
    marker = Marker(found.ask)
    said = _said(chosen, marker)
    return said | _addressed([key for key in shown if key not in said], marker)


def _scattered(case_ids: list[int], ask: Ask) -> set[int]:
    """The newest message of each case that has at least one of the words."""
    messages = messages_of(case_ids) if case_ids else {}
    newest: dict[int, int] = {}
    for each in ask.wanted if messages else ():
        for key in index().words_among(each, messages):
            newest[messages[key]] = max(key, newest.get(messages[key], 0))
    return set(newest.values())


def _said(message_ids: set[int], marker: Marker) -> dict[int, Excerpt]:
    found: dict[int, Excerpt] = {}
    silent: dict[int, Message] = {}
    for message in Message.objects.filter(pk__in=message_ids).only(*READ).order_by("-pk"):
        parts = next((p for text in _texts(message) if text and (p := marker.excerpt(text))), None)
        if parts and message.case_id not in found:
            found[message.case_id] = Excerpt(parts, str(message.direction), message.at)
        elif not parts:
            silent[message.pk] = message
    for key, names in _names_of_files(silent).items():
        message = silent[key]
        if parts := marker.excerpt(", ".join(names)):
            found.setdefault(message.case_id, Excerpt(parts, str(message.direction), message.at))
    return found


def _texts(message: Message) -> tuple[str, ...]:
    return (
        *(message.text, message.question, message.quoted_text),
        *(message.subject, message.sender),
    )


def _says(text: str, wanted: Wanted) -> bool:
    return f" {wanted.exactly} " in f" {plain_text(text)} "


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
    if not case_ids:
        return {}
    rows = Case.objects.filter(pk__in=case_ids).order_by("pk")
    people = {
        key: (person, phone)
        for key, person, phone in rows.values_list("pk", "person_id", "person__phone")
    }
    emails: dict[int, list[str]] = {}
    owned = Address.objects.filter(person__in={person for person, _phone in people.values()})
    for person, email in owned.order_by("pk").values_list("person_id", "email"):
        emails.setdefault(person, []).append(email)
    found = {}
    for key, (person, phone) in people.items():
        parts = marker.excerpt(", ".join(filter(None, [*emails.get(person, []), phone])))
        if parts:
            found[key] = Excerpt(parts)
    return found
