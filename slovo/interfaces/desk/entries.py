"""The talk of a case as it is shown: letters, notes, and lines for what machines did."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Attachment, Case, Level, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

SHOWN = 20
MOST = 500
KINDS = {Direction.IN: "heard", Direction.OUT: "spoken", Direction.NOTE: "note"}


@dataclass(slots=True)
class Entry:
    """One thing said. `kind`: heard, spoken, note, or act (a machine or the house)."""

    pk: int
    kind: str
    who: str
    author: Any
    how: str
    at: datetime
    when: str
    text: str
    quoted: str
    html_url: str
    files: list[Attachment]
    state: str = ""
    fault: str = ""
    undo_url: str = ""
    question: str = ""
    is_waiting: bool = False
    gap: str = ""
    chased: bool = False
    is_leaving: bool = False
    forwarder: User | None = None
    confided: str = ""
    read_url: str = ""
    reached_at: datetime | None = None
    displeased: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    entries: list[Entry]
    earlier: int


def talk_of(case: Case, reader: User, voice: Voice, *, whole: bool = False) -> Talk:
    """The latest entries, oldest first, and how many came before them."""
    length = MOST if whole else SHOWN
    latest = [each for each in messages_of(case, length + 1) if each.is_shown_to(reader)]
    is_all = len(latest) <= length
    earlier = 0 if is_all else case.messages.filter(cancelled_at=None).count() - length
    shown = latest[:length][::-1]
    files = files_of(shown)
    entries = [entry(each, files[each.pk], case, reader, voice) for each in shown]
    mark_waits(entries, case, voice)
    return Talk(entries, earlier)


def messages_of(case: Case, most: int) -> list[Message]:
    """The latest first, each with its author, person, delivery and files."""
    found = _latest(most)(case=case.pk)
    ids = {*_ids(found, "author_id"), *_ids(found, "forwarded_by_id")}
    authors = {user.pk: user for user in _USERS(ids=list(ids))}
    people = {case.person_id: case.person}
    others = [pk for pk in _ids(found, "person_id") if pk not in people]
    people |= {person.pk: person for person in _PEOPLE(ids=others)}
    deliveries = {each.pk: each for each in _DELIVERIES(ids=_ids(found, "delivery_id"))}
    for message in found:
        message.author = authors.get(message.author_id or 0)
        message.forwarded_by = authors.get(message.forwarded_by_id or 0)
        message.person = people.get(message.person_id or 0)
        message.delivery = deliveries.get(message.delivery_id or 0)
    return found


def files_of(messages: Iterable[Message]) -> dict[int | None, list[Attachment]]:
    """message id → its files in order."""
    found: dict[int | None, list[Attachment]] = defaultdict(list)
    for file in _FILES(ids=[message.pk for message in messages]):
        found[file.message_id].append(file)
    return found


def _ids(messages: Iterable[Message], name: str) -> list[int]:
    return list({getattr(message, name) for message in messages} - {None})


@lru_cache(maxsize=4)
def _latest(most: int) -> PreparedModels[Message]:
    def build(case: int) -> Any:
        said = Message.objects.filter(case=case, cancelled_at=None)
        return said.order_by("-at", "-pk")[:most]

    return PreparedModels(Message, build)


_USERS = PreparedModels(User, lambda ids: User.objects.filter(pk__in=ids))
_PEOPLE = PreparedModels(Person, lambda ids: Person.objects.filter(pk__in=ids))
_DELIVERIES = PreparedModels(Delivery, lambda ids: Delivery.objects.filter(pk__in=ids))
_FILES = PreparedModels(
    Attachment, lambda ids: Attachment.objects.filter(message__in=ids).order_by("pk")
)


def entry(
    message: Message, files: list[Attachment], case: Case, reader: User, voice: Voice
) -> Entry:
    is_act = message.nature != Nature.HUMAN
    made = Entry(
        pk=message.pk,
        kind="act" if is_act else KINDS[Direction(message.direction)],
        who=_who(message, case),
        author=message.author,
        how=_how(message),
        at=message.at,
        when=voice.full(message.at),
        text="" if message.level else message.text,
        quoted="" if message.level else message.quoted_text,
        html_url="" if message.level else _html_url(message),
        files=[] if message.level else files,
        question="" if message.level else message.question,
        confided=str(Level(message.level).label) if message.level else "",
        read_url=reverse("message-read", args=[case.ref, message.pk]) if message.level else "",
        chased=message.chased_at is not None,
        reached_at=message.delivered_at,
        forwarder=message.forwarded_by,
    )
    if message.direction == Direction.OUT:
        _say_delivery(made, message, case, reader, voice)
    return made


def mark_waits(entries: Iterable[Entry], case: Case, voice: Voice) -> None:
    """Dark beside his words until ours came, and how long that was, said once."""
    since: datetime | None = None
    last: Entry | None = None
    for each in entries:
        if each.kind == "heard":
            since, last = since or each.at, each
            each.is_waiting = True
        elif each.kind == "spoken" and each.reached_at and not each.fault and since and last:
            span = voice.span(each.reached_at - since)
            last.gap = _("waited without a word %(span)s") % {"span": span}
            since = last = None
    if since is None or last is None:
        return
    if case.is_open and case.waits_since:
        last.gap = _("has waited without a word %(span)s") % {"span": voice.span(voice.now - since)}
    else:
        last.is_waiting = False


def _who(message: Message, case: Case) -> str:
    if message.author:
        return message.author.full_name
    if message.direction == Direction.IN:
        person = message.person or case.person
        return message.sender or person.full_name
    return _("Slovo")


def _how(message: Message) -> str:
    if message.direction == Direction.NOTE:
        return ""
    if message.nature != Nature.HUMAN:
        return wordings().get(message.wording) or str(Nature(message.nature).label)
    channels = {
        "email": _("by letter"),
        "webform": _("by the form on the site"),
        "portal": _("on the client’s page"),
        "telegram": _("by Telegram"),
        "desk": _("written down here"),
        "phone": _("by phone"),
    }
    if message.direction == Direction.OUT:
        ways = {
            "telegram": _("by Telegram to %(name)s"),
            "phone": _("by phone to %(name)s"),
            "in_person": _("face to face with %(name)s"),
            "paper": _("on paper to %(name)s"),
        }
        name = message.person.full_name if message.person else ""
        words = ways.get(message.channel) or _("to %(name)s")
        return words % {"name": name}
    return channels.get(message.channel, "")


def wordings() -> dict[str, str]:
    """What an automatic letter said, in a line."""
    return {
        "late": _("Told who is on duty"),
        "complaint_receipt": _("Receipt of the complaint: who sees it through, and by when"),
        "complaint_owner_changed": _("Told who sees the complaint through now"),
        "complaint_referred": _("Told who decides outside"),
        "missed_call": _("Told who calls back, and by when"),
        "receipt": _("Receipt: who has it, and when an answer comes"),
        "handover": _("Told who answers from now on"),
        "solved": _("Asked whether it is solved"),
        "question_reminded": _("Asked once more"),
        "offer_asked": _("Sent the offer with what it does and what not"),
        "offer_confirmed": _("Confirmed in writing what the client said to the offer"),
        "restated": _("Asked whether we got the client right"),
        "restatement_confirmed": _("Confirmed in writing what the client wants"),
        "decision_confirmed": _("Confirmed in writing what the client decided"),
        "decision_asked": _("Asked the client to decide"),
        "expectation": _("Asked what the client counts on"),
        "expectation_confirmed": _("Confirmed in writing what the client counts on"),
        "agreed_list": _("Sent the list of what was agreed"),
        "agreed_list_confirmed": _("Confirmed in writing what was agreed"),
        "badnews_confirmed": _("Confirmed in writing what the client chose"),
        "invoice": _("Sent the invoice"),
        "complaint_follow_up": _("Asked whether our answer to the complaint helped"),
        "complaint_told": _("Sent our answer once more in writing"),
        "complaint_stays_open": _("Told the client that the complaint stays open"),
        "card": _("Sent the card: how to reach us"),
        "appointment_made": _("Told the client when we meet"),
        "appointment_moved": _("Told the client that the meeting has another time"),
        "series_moved": _("Told the client that the meetings have another time"),
        "meeting_skipped": _("Told the client that one of the meetings is left out"),
        "appointment_cancelled": _("Told the client that we do not meet"),
        "meeting_warning": _("Warned the client before a meeting"),
        "clock_change": _("Told the client that a change of clocks moves the meeting"),
        "scope_asked": _("Asked about a change of scope"),
        "scope_reminded": _("Asked once more about a change of scope"),
        "scope_confirmed": _("Confirmed in writing what the client decided about scope"),
    }


def _html_url(message: Message) -> str:
    if message.direction != Direction.IN or not message.html:
        return ""
    return reverse("message-html", args=[message.pk])


def _say_delivery(made: Entry, message: Message, case: Case, reader: User, voice: Voice) -> None:
    delivery = message.delivery
    state = delivery.state if delivery else ""
    if delivery and state in ("failed", "returned"):
        words = _("It came back: %(why)s") if state == "returned" else _("It was not sent: %(why)s")
        why = _(delivery.failure) if delivery.failure else _("no reason was given")
        made.fault = words % {"why": why}
    elif message.delivered_at:
        made.state = _("delivered at %(time)s") % {"time": voice.hour(message.delivered_at)}
    elif delivery:
        made.state = _("on its way")
        made.is_leaving = message.nature == Nature.HUMAN
        is_mine = message.author_id == reader.pk and state == "queued" and not delivery.attempts
        if is_mine and delivery.next_at and delivery.next_at > voice.now:
            made.undo_url = reverse("case-undo", args=[case.ref, message.pk])
            left = max(delivery.next_at - voice.now, timedelta(seconds=1))
            made.state = _("leaves in %(seconds)s s") % {"seconds": int(left.total_seconds())}
