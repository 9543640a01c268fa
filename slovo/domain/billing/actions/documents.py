"""The papers of an agreement: kept whole, replaced but never lost, shown to the client at will."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.models import Document, Paper
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files as store
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

File = tuple[str, str, bytes]


class DocumentUnclear(Refusal):
    """A document has a title and a file with something in it."""


class ReplacedAlready(Refusal):
    """There is a newer version: that one is replaced."""


class AnotherFile(Refusal):
    """The new version is the same file as the old one."""


@transaction.atomic
def add_document(
    engagement: Engagement,
    *,
    kind: str,
    title: str,
    file: File,
    signed_on: date | None = None,
    by: User,
    at: datetime,
) -> Document:
    """The same file under the same title is one document, however often it is sent."""
    refuse_unless_allowed("add_document", by)
    made = _document(engagement, kind, title, file, signed_on=signed_on, by=by, at=at)
    same = engagement.documents.newest().filter(kind=kind, title=made.title, digest=made.digest)
    if twin := same.first():
        return twin
    made.save()
    record("document.added", made, by=by, at=at, facts=(made,))
    return made


@transaction.atomic
def replace_document(
    document: Document,
    *,
    file: File,
    signed_on: date | None = None,
    by: User,
    at: datetime,
) -> Document:
    """A new version under the same title, shared if the old one was."""
    refuse_unless_allowed("add_document", by)
    old = Document.objects.select_for_update().get(pk=document.pk)
    made = _document(old.engagement, old.kind, old.title, file, signed_on=signed_on, by=by, at=at)
    if newer := Document.objects.filter(replaces=old).first():
        if newer.digest == made.digest:
            return newer
        raise ReplacedAlready(_("There is a newer version already. Replace that one."))
    if made.digest == old.digest:
        raise AnotherFile(_("This is the very file that is kept already."))
    made.replaces, made.shared_at = old, at if old.shared_at else None
    made.save()
    record("document.replaced", made, by=by, at=at, facts=(made,), old=old.pk)
    return made


@transaction.atomic
def share_document(document: Document, *, is_shared: bool, by: User, at: datetime) -> Document:
    """Whether the client sees it on his page."""
    refuse_unless_allowed("add_document", by)
    rows = Document.objects.filter(pk=document.pk, shared_at__isnull=is_shared)
    if rows.update(shared_at=at if is_shared else None):
        document.shared_at = at if is_shared else None
        kind = "document.shared" if is_shared else "document.hidden"
        record(kind, document, by=by, at=at, facts=(document,))
    return document


def _document(
    engagement: Engagement,
    kind: str,
    title: str,
    file: File,
    *,
    signed_on: date | None,
    by: User,
    at: datetime,
) -> Document:
    name, type_, content = file
    if not title.strip() or kind not in Paper.values:
        raise DocumentUnclear(_("Say what document it is."))
    if not content:
        raise DocumentUnclear(_("The file is empty. Choose another one."))
    return Document(
        engagement=engagement,
        kind=kind,
        title=title.strip()[:200],
        signed_on=signed_on,
        name=name[:255] or "file",
        type=type_[:120] or "application/octet-stream",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        file=store.put(content),
        added_by=by,
        added_at=at,
    )
