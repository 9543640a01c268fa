"""A named person outside the firm owns a complaint when nobody inside may: he gets mail, and a
page of his own behind a link."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from slovo.domain.access.digests import hashed, is_same, token_of
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, OutsideDoor, Outsider
from slovo.domain.complaints.models.outside import HOST
from slovo.domain.complaints.outside import is_let_in
from slovo.domain.complaints.wordings import outside_letter
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed
from slovo.lib.mail.ids import make_message_id


@transaction.atomic(savepoint=False)
def write_outside(complaint: Complaint, text: str, *, by: Doer, at: datetime) -> None:
    """All the words, all the dates, and his door; what he answers comes back into the case."""
    token = open_outside_door(complaint, by=by, at=at)
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    subject_ref = f"complaint:{complaint.pk}"
    unique = f"o{complaint.pk}-{Delivery.objects.filter(subject=subject_ref).count() + 1}"
    subject, words = outside_letter(complaint, text, token)
    queue_letter(
        subject_ref=subject_ref,
        case_id=complaint.case_id,
        mailbox=mailbox,
        to_name=complaint.outside_owner_name,
        to_address=complaint.outside_owner_address,
        letter_subject=subject,
        message_id=make_message_id(complaint.case.ref, settings.SECRET_KEY.encode(), host, unique),
        text=words,
        headers=(("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")),
        send_at=at,
        by=by,
        at=at,
    )
    record("complaint.told_outside", complaint, by=by, at=at, case=complaint.case)


@transaction.atomic(savepoint=False)
def open_outside_door(complaint: Complaint, *, by: Doer, at: datetime) -> str:
    """The token of his door: the same one until it is shut. Another owner gets another door."""
    user = _outsider(complaint, at)
    for door in OutsideDoor.objects.filter(complaint=complaint, revoked_at=None).order_by("pk"):
        token = token_of(door.nonce)
        # After a change of the house's key the old door still opens, but cannot be written again.
        if door.user_id == user.pk and is_same(token, door.token_hash):
            return token
        _shut(door, by=by, at=at)
    nonce = secrets.token_hex(16)
    token = token_of(nonce)
    door = OutsideDoor.objects.create(
        complaint=complaint, user=user, nonce=nonce, token_hash=hashed(token), made_at=at
    )
    record("outsidedoor.opened", door, by=by, at=at, case=complaint.case)
    return token


@transaction.atomic
def shut_outside_door(door: OutsideDoor, *, by: Doer, at: datetime) -> None:
    """His link opens nothing any more; the next letter to the outside owner carries a new one."""
    refuse_unless_allowed("name_owner", by)
    _shut(door, by=by, at=at)


@transaction.atomic
def renew_outside_link(complaint: Complaint, *, by: User, at: datetime) -> Complaint:
    """His link got about: he alone, whom nobody at the firm may hinder, has another sent to him."""
    refuse_unless_allowed("renew_outside_link", by)
    complaint = latest(complaint)
    if not is_let_in(complaint, by.pk):
        raise NotAllowed("renew_outside_link")
    for door in OutsideDoor.objects.filter(complaint=complaint, revoked_at=None).order_by("pk"):
        _shut(door, by=by, at=at)
    write_outside(complaint, complaint.stated, by=by, at=at)
    return complaint


def _shut(door: OutsideDoor, *, by: Doer, at: datetime) -> None:
    if OutsideDoor.objects.filter(pk=door.pk, revoked_at=None).update(revoked_at=at):
        record("outsidedoor.shut", door, by=by, at=at, case=door.complaint.case)


def _outsider(complaint: Complaint, at: datetime) -> Outsider:
    """One for each address; by an address of ours, so that nobody signs in by his own."""
    firm = Firm.current()
    digest = sha256(complaint.outside_owner_address.lower().encode()).hexdigest()[:24]
    sides = {"language": firm.language, "zone": firm.zone} if firm else {}
    named = {"full_name": complaint.outside_owner_name, "joined_at": at, "left_at": at, **sides}
    known: Any
    known, _is_new = Outsider.objects.get_or_create(email=f"{digest}@{HOST}", defaults=named)
    if known.full_name != complaint.outside_owner_name:
        known.full_name = complaint.outside_owner_name
        known.save(update_fields=["full_name"])
    found: Outsider = known
    return found
