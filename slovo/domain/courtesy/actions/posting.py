"""Our own words on their way: a letter of no case, in the client's language."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.letters import SUBJECT, contact_url, less_headers, less_line
from slovo.domain.courtesy.models import Approach, Preference
from slovo.domain.courtesy.reach import reach_of
from slovo.domain.journal.actors import Doer
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import sender_of
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import Firm
from slovo.lib.mail.ids import make_message_id


@transaction.atomic(savepoint=False)
def post_approach(approach: Approach, *, by: Doer, at: datetime) -> None:
    """With the way to have less of it, as a button in the mail program and as a line below."""
    person = approach.person
    token = contact_link(person, by=by, at=at)
    with translation.override(language_of(person)):
        approach.delivery = _post(
            person,
            ref=f"approach:{approach.pk}",
            subject=approach.subject,
            words=_signed(approach),
            below=less_line(token),
            headers=less_headers(token),
            by=by,
            at=at,
        )
    approach.save(update_fields=["delivery"])


@transaction.atomic(savepoint=False)
def confirm_preference(row: Preference, words: str, *, by: Doer, at: datetime) -> None:
    """One line, at once; what he pressed on his own page he reads there (R067)."""
    person = row.person
    if person.address is None:
        return
    token = contact_link(person, by=by, at=at)
    subject = _("How often we write to you")
    below = _("If it should be otherwise: %(url)s") % {"url": contact_url(token)}
    ref = f"preference:{row.pk}"
    _post(person, ref=ref, subject=subject, words=words, below=below, headers=(), by=by, at=at)


@transaction.atomic(savepoint=False)
def carry_approach(approach: Approach, delivery: Delivery | None, *, at: datetime) -> None:  # noqa: ARG001 - every verb has its moment
    """The letter that a noun above wrote for it, so that it can be taken back in time."""
    Approach.objects.filter(pk=approach.pk).update(delivery=delivery)


def contact_link(person: Person, *, by: Doer, at: datetime) -> str:
    """The token of his own page about how often we write."""
    return link_for(person, subject=f"{SUBJECT}:{person.pk}", by=by, at=at)


def language_of(person: Person) -> str:
    firm = Firm.current()
    return person.language or (firm.language if firm else settings.LANGUAGE_CODE)


def _signed(approach: Approach) -> str:
    signature = approach.author.signature.strip() if approach.author else ""
    name = approach.author.full_name if approach.author else ""
    return f"{approach.text}\n\n{signature or name}".strip()


def _post(
    person: Person,
    *,
    ref: str,
    subject: str,
    words: str,
    below: str,
    headers: tuple[tuple[str, str], ...],
    by: Doer,
    at: datetime,
) -> Delivery | None:
    address = person.address
    if address is None:
        return None
    with translation.override(language_of(person)):
        mailbox, lines = reach_of(person, at)
    card = "\n".join(lines)
    context = {"words": words, "below": below, "card": card}
    host = sender_of(mailbox)[1].rpartition("@")[2]
    kind, _colon, key = ref.partition(":")
    unique = f"{kind}-{key}-{at.timestamp():.0f}"
    return queue_letter(
        subject_ref=ref,
        case_id=None,
        mailbox=mailbox,
        to_name=person.full_name,
        to_address=address.email,
        letter_subject=subject,
        message_id=make_message_id(kind, settings.SECRET_KEY.encode(), host, unique),
        text=f"{words}\n\n{below}\n" + (f"\n-- \n{card}\n" if card else ""),
        html=render_to_string("courtesy/letter.html", context),
        headers=(*headers, ("Auto-Submitted", "auto-generated")),
        send_at=at,
        by=by,
        at=at,
    )
