"""How reasons, and what moves from one person to another, are called on the page."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.actions.putting_back import Left
from slovo.domain.clients.doubles import ADDRESS, NAME, PHONE, PLACE, SCRIPTS
from slovo.domain.clients.models import Person

REASONS = {
    PHONE: _("the same telephone"),
    ADDRESS: _("the same mailbox"),
    NAME: _("names that agree"),
    SCRIPTS: _("one name in two alphabets"),
    PLACE: _("the same organisation"),
}
NOUNS = {
    "clients.person": _("What is known of the person"),
    "clients.address": _("Mail addresses"),
    "clients.standing": _("Organisations"),
    "clients.relationship": _("Colleagues who are trusted"),
    "clients.responsibility": _("Topics to answer for"),
    "clients.detail": _("Small things we remember"),
    "access.clientlink": _("Links"),
    "duty.lateword": _("Words outside our hours"),
    "courtesy.approach": _("Letters unasked"),
    "courtesy.contact": _("Contacts"),
    "courtesy.blackout": _("Quiet days"),
    "courtesy.preference": _("Wishes about letters"),
    "engagements.engagement": _("Agreements"),
    "cases.case": _("Cases"),
    "cases.message": _("Messages"),
    "cases.promise": _("Promises"),
    "calls.missedcall": _("Missed calls"),
    "calls.call": _("Telephone calls"),
    "chats.chat": _("Telegram"),
    "billing.invoice": _("Invoices"),
    "mistakes.failure": _("Failures of ours"),
    "complaints.complaint": _("Complaints"),
    "mistakes.conductflag": _("Letters called rude"),
    "goodwill.boundary": _("Boundaries"),
    "goodwill.concession": _("Concessions"),
    "goodwill.boundarytalk": _("Talks about boundaries"),
    "goodwill.burden": _("Cost to serve"),
    "goodwill.parting": _("Partings"),
    "handovers.introduction": _("Introductions"),
    "loyalty.realaction": _("Calls and deeds noted"),
    "loyalty.voicewish": _("Wishes about calls"),
    "loyalty.mood": _("Moods after contacts"),
    "loyalty.sign": _("Signs of loyalty"),
    "loyalty.streak": _("Times the client had to start"),
}


def what_moves(counts: dict[str, int]) -> list[tuple[str, int]]:
    """`counts` by app.model.field → a word and how many, the most first."""
    by_model: Counter[str] = Counter()
    for named, count in counts.items():
        by_model[named.rpartition(".")[0]] += count
    return [(noun(model), count) for model, count in by_model.most_common()]


def left_in_words(left: Iterable[Left]) -> str:
    """«Cases: 2, Quiet days: 1»."""
    by_model: Counter[str] = Counter()
    for each in left:
        by_model[each.model] += each.count
    return ", ".join(f"{noun(model)}: {count}" for model, count in sorted(by_model.items()))


def noun(model: str) -> str:
    return str(NOUNS.get(model, NOUNS[Person._meta.label_lower]))
