"""His records, ready within five business days: made, sent as a link, taken, taken back (R012)."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for, revoke_link
from slovo.domain.access.models import ClientLink
from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.locking import locked
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.export import records_of
from slovo.domain.goodwill.models import Parting
from slovo.domain.goodwill.wordings import records_words
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files
from slovo.domain.staff.models import principals
from slovo.domain.staff.rights import refuse_unless_allowed


class NotReadyYet(Refusal):
    """His records are still being put together."""


@transaction.atomic
def climb_parting(parting: Parting, *, by: Doer, at: datetime) -> bool:
    """Make the records once he knows; when they should be there and are not, tell principals."""
    known = latest(parting)
    if known.next_at is None or known.next_at > at:
        return False
    if known.told_at is None:
        known.next_at = None
        known.save(update_fields=["next_at"])
        alert(known.case, principals(), why="export_late", by=by, at=at)
        record("parting.climbed", known, by=by, at=at, case=known.case)
        return True
    _export(known, by=by, at=at)
    return True


@transaction.atomic
def send_records(parting: Parting, *, by: Doer, at: datetime) -> Parting:
    """The letter with the link once more; after a link was taken back it carries a new one."""
    refuse_unless_allowed("part_with", by)
    known = latest(parting)
    if known.exported_at is None:
        raise NotReadyYet(_("The records are not ready yet."))
    _write(known, by=by, at=at)
    return known


@transaction.atomic
def fetch_records(parting: Parting, *, by: Person, at: datetime) -> Parting:
    """He took them; the first time is kept."""
    known = latest(parting)
    if known.exported_at is None:
        raise NotReadyYet(_("The records are not ready yet."))
    if known.fetched_at is None:
        known.fetched_at = at
        known.save(update_fields=["fetched_at"])
        record("parting.fetched", known, by=by, at=at, case=known.case)
    return known


@transaction.atomic
def revoke_records(parting: Parting, *, by: Doer, at: datetime) -> Parting:
    """Every link to them opens nothing from now on."""
    refuse_unless_allowed("part_with", by)
    links = ClientLink.objects.filter(
        person=parting.person_id, subject=parting.subject, revoked_at=None
    )
    for link in links.order_by("pk"):
        revoke_link(link, by=by, at=at)
    return latest(parting)


@transaction.atomic(savepoint=False)
def mark_told(parting: Parting, *, by: Doer, at: datetime) -> None:
    """The letter was delivered: his records are made now."""
    if parting.told_at:
        return
    parting.told_at = parting.next_at = at
    parting.save(update_fields=["told_at", "next_at"])
    record("parting.told", parting, by=by, at=at, case=parting.case, facts=(parting,))


@transaction.atomic(savepoint=False)
def unmark_told(parting: Parting, *, by: Doer, at: datetime) -> None:
    """It came back: he does not know, unless he has taken the records. Their day stays."""
    if parting.told_at is None or parting.fetched_at or parting.told_way:
        return
    parting.told_at = None
    parting.next_at = None if parting.exported_at else parting.export_by
    parting.save(update_fields=["told_at", "next_at"])
    record("parting.returned", parting, by=by, at=at, case=parting.case, facts=(parting,))


def latest(parting: Parting) -> Parting:
    """As it is now, its case locked first."""
    case = locked(parting.case)
    rows = Parting.objects.select_for_update(of=("self",))
    fresh = rows.select_related("person", "parted_by", "letter__delivery").get(pk=parting.pk)
    fresh.case = case
    return fresh


def _export(parting: Parting, *, by: Doer, at: datetime) -> None:
    """Made once; whoever is told anew after his letter came back gets the link anew."""
    parting.next_at = None
    parting.save(update_fields=["next_at"])
    if parting.exported_at is None:
        content = records_of(parting.person, at)
        parting.export_file, parting.export_size = files.put(content), len(content)
        parting.exported_at = at
        parting.save(update_fields=["export_file", "export_size", "exported_at"])
        record("parting.exported", parting, by=by, at=at, case=parting.case, facts=(parting,))
    _write(parting, by=by, at=at)
    _close(parting, at=at)


def _write(parting: Parting, *, by: Doer, at: datetime) -> None:
    token = link_for(parting.person, subject=parting.subject, by=by, at=at)
    words = records_words(parting, token)
    if letter := send_house_words(parting.case, wording="records", words=words, by=by, at=at):
        record("parting.sent", parting, by=by, at=at, case=parting.case, facts=(letter,))


def _close(parting: Parting, *, at: datetime) -> None:
    """What was written or promised in between keeps it open: somebody sees to it first."""
    if parting.case.waits_since is None:
        with suppress(Refusal), transaction.atomic():
            close_case(parting.case, reason=_("We have parted."), by=parting.parted_by, at=at)
