"""The talk of a case as it is shown: letters, notes, and lines for what machines did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Attachment, Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice

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
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    entries: list[Entry]
    earlier: int


def talk_of(case: Case, reader: User, voice: Voice, *, whole: bool = False) -> Talk:
    """The latest entries, oldest first, and how many came before them."""
    messages = case.messages.filter(cancelled_at=None).select_related(
        "author", "person", "delivery"
    )
    length = MOST if whole else SHOWN
    latest = list(messages.prefetch_related("attachments").order_by("-at", "-pk")[: length + 1])
    earlier = messages.count() - length if len(latest) > length else 0
    shown = latest[:length][::-1]
    entries = [entry(message, case, reader, voice) for message in shown]
    mark_waits(entries, case, voice)
    return Talk(entries, earlier)


def entry(message: Message, case: Case, reader: User, voice: Voice) -> Entry:
    is_act = message.nature != Nature.HUMAN
    made = Entry(
        pk=message.pk,
        kind="act" if is_act else KINDS[Direction(message.direction)],
        who=_who(message, case),
        author=message.author,
        how=_how(message),
        at=message.at,
        when=voice.full(message.at),
        text=message.text,
        quoted=message.quoted_text,
        html_url=_html_url(message),
        files=list(message.attachments.all()),
        question=message.question,
        chased=message.chased_at is not None,
        reached_at=message.delivered_at,
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
        return _wordings().get(message.wording) or str(Nature(message.nature).label)
    channels = {
        "email": _("by letter"),
        "webform": _("by the form on the site"),
        "portal": _("on the client’s page"),
        "desk": _("written down here"),
        "phone": _("by phone"),
    }
    if message.direction == Direction.OUT:
        name = message.person.full_name if message.person else ""
        return _("to %(name)s") % {"name": name}
    return channels.get(message.channel, "")


def _wordings() -> dict[str, str]:
    return {
        "receipt": _("Receipt: who has it, and when an answer comes"),
        "handover": _("Told who answers from now on"),
        "solved": _("Asked whether it is solved"),
        "question_reminded": _("Asked once more"),
        "offer_asked": _("Sent the offer with what it does and what not"),
        "offer_confirmed": _("Confirmed in writing what the client said to the offer"),
        "restated": _("Asked whether we got the client right"),
        "restatement_confirmed": _("Confirmed in writing what the client wants"),
        "decision_confirmed": _("Confirmed in writing what the client decided"),
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
        made.fault = words % {"why": delivery.failure or _("no reason was given")}
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
