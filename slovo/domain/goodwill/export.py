"""Everything that is a client's own: what he wrote and was written, promised, billed and shared.

A ZIP archive: `records.json` for machines, the letters as text, and all files beside them. Notes
of colleagues, boundaries and reasons are ours and stand nowhere in it.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from slovo.domain.billing.models import Document, Invoice
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.shapes import document_as_dict, invoice_as_dict
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import hidden_from, hides_from
from slovo.domain.cases.models.message import Direction
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.models import Parting
from slovo.domain.post import files
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.moments import instant

FORMAT = "slovo-records-1"
OURS = ("held_why", "zeroed_why", "withdrawn_why", "dropped_why")


def records_of(person: Person, at: datetime) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        cases = [_case(case, archive) for case in _cases(person)]
        told = {
            "format": FORMAT,
            "made_at": instant(at),
            "firm": getattr(Firm.current(), "name", ""),
            "person": _person(person),
            "agreements": [_agreement(row) for row in person.engagements.order_by("pk")],
            "cases": cases,
            "invoices": [_invoice(row, at) for row in _invoices(person)],
            "documents": [_document(row, archive) for row in _documents(person)],
        }
        archive.writestr("records.json", json.dumps(told, ensure_ascii=False, indent=1))
    return held.getvalue()


def may_read_records(parting: Parting, user: User) -> bool:
    """Every case of his is among them: what is said of a principal is kept from him here, too."""
    if parting.exported_at is None or not user.may("part_with"):
        return False
    if not hides_from(user):
        return True
    hidden = hidden_from(user).filter(person=parting.person_id)
    return not hidden.filter(opened_at__lte=parting.exported_at).exists()


def refuse_unless_readable(parting: Parting, by: User) -> None:
    if parting.exported_at and not may_read_records(parting, by):
        raise NotAllowed("part_with")


def _person(person: Person) -> dict[str, Any]:
    standings = person.standings.select_related("organisation").order_by("pk")
    return {
        "full_name": person.full_name,
        "called": person.called or None,
        "language": person.language or None,
        "zone": person.zone or None,
        "phone": person.phone or None,
        "emails": [row.email for row in person.addresses.order_by("pk")],
        "organisations": [{"name": row.organisation.name, "job": row.job} for row in standings],
    }


def _agreement(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "signed_at": instant(row.signed_at),
        "ended_at": instant(row.ended_at),
    }


def _cases(person: Person) -> Iterator[Case]:
    yield from Case.objects.filter(person=person).order_by("number")


def _case(case: Case, archive: ZipFile) -> dict[str, Any]:
    rows = case.messages.filter(direction__in=[Direction.IN, Direction.OUT], cancelled_at=None)
    rows = rows.filter(person=case.person).order_by("at", "pk")
    promises = case.promises.given().order_by("made_at", "pk")
    return {
        "ref": case.ref,
        "subject": case.subject,
        "opened_at": instant(case.opened_at),
        "closed_at": instant(case.closed_at),
        "messages": [_message(row, case, n, archive) for n, row in enumerate(rows, 1)],
        "promises": [
            {
                "text": row.text,
                "owed_by": row.owed_by,
                "due_at": instant(row.due_at),
                "done_at": instant(row.done_at),
                "outcome": row.outcome or None,
            }
            for row in promises
        ],
    }


def _message(message: Message, case: Case, place: int, archive: ZipFile) -> dict[str, Any]:
    folder = f"letters/{case.ref}"
    day = f"{message.at:%Y-%m-%d}"
    name = f"{folder}/{place:04}-{day}-{message.direction}.txt"
    archive.writestr(name, "\n\n".join(filter(None, (message.subject, message.text))))
    kept = []
    for row in message.attachments.order_by("pk"):
        path = f"{folder}/{place:04}-{row.pk}-{_plain(row.name)}"
        if _put(archive, path, row.file):
            kept.append(path)
    return {
        "direction": message.direction,
        "at": instant(message.at),
        "channel": message.channel,
        "subject": message.subject,
        "text": message.text,
        "letter": name,
        "files": kept,
    }


def _invoices(person: Person) -> Iterator[Invoice]:
    yield from Invoice.objects.issued().filter(person=person).whole().order_by("issued_on", "pk")


def _invoice(invoice: Invoice, at: datetime) -> dict[str, Any]:
    told = invoice_as_dict(invoice, today(at))
    told["lines"] = [_without_ours(line) for line in told["lines"]]
    told["payments"] = [_without_ours(row) for row in told["payments"]]
    return _without_ours(told)


def _without_ours(told: dict[str, Any]) -> dict[str, Any]:
    """Why we held or zeroed something is ours alone."""
    return {key: value for key, value in told.items() if key not in OURS}


def _documents(person: Person) -> Iterator[Document]:
    shared = Document.objects.filter(engagement__person=person, shared_at__isnull=False)
    yield from shared.order_by("pk")


def _document(document: Document, archive: ZipFile) -> dict[str, Any]:
    path = f"documents/{document.pk}-{_plain(document.name)}"
    is_kept = _put(archive, path, document.file)
    return document_as_dict(document) | {"file": path if is_kept else None}


def _plain(name: str) -> str:
    """A file's name without any way to another folder."""
    return PurePath(name.replace("\\", "/")).name or "file"


def _put(archive: ZipFile, path: str, file: str) -> bool:
    """False when the file is not in the storage any more: the rest is his all the same."""
    try:
        archive.writestr(path, files.get(file))
    except FileNotFoundError:
        return False
    return True
