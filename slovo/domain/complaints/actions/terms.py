"""What the firm promises to whoever complains, and what the law wants, as editable data."""

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.complaints.laws import CHECKED, LAWS
from slovo.domain.complaints.models import ClientKind, LegalLimit, Terms
from slovo.domain.complaints.models.limit import Confidence, Unit
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

LONGEST = 365


class LimitUnclear(Refusal):
    """A law has a country, a kind of client, words and a source; a number of days if any."""


class TermsUnclear(Refusal):
    """Days are at least one; an outside person has a name and a mail address."""


@transaction.atomic
def save_limit(  # noqa: PLR0913 - a law has this many sides
    limit: LegalLimit | None,
    *,
    country: str,
    client_kind: str,
    text: str,
    source: str,
    branch: str = "",
    amount: int | None = None,
    unit: str = Unit.DAYS,
    binds_answer: bool = True,
    external_body: str = "",
    confidence: str = Confidence.UNSURE,
    checked_on: date | None = None,
    is_retired: bool = False,
    by: Doer,
    at: datetime,
) -> LegalLimit:
    """Complaints that run keep the law they were given; new ones follow this.

    `checked_on`: the day on which whoever saves it has read the source again.
    """
    refuse_unless_allowed("save_limits", by)
    code = country.strip().upper()
    is_known = client_kind in ClientKind.values and unit in Unit.values
    if len(code) != 2 or not is_known or not text.strip() or not source.strip():
        raise LimitUnclear(_("Country, kind of client, words and source must stand there."))
    if amount is not None and not 0 < amount <= LONGEST:
        raise LimitUnclear(_("The limit is between one and 365, or left empty."))
    if checked_on is not None and checked_on > at.date():
        raise LimitUnclear(_("It cannot have been checked on a day that has not come."))
    known = limit or LegalLimit()
    if checked_on != known.checked_on:
        known.checked_by = by if isinstance(by, User) and checked_on else None
    known.country, known.client_kind, known.branch = code, client_kind, branch.strip()[:20]
    known.text, known.source = text.strip()[:300], source.strip()[:200]
    known.amount, known.unit, known.binds_answer = amount, unit, binds_answer
    known.external_body, known.confidence = external_body.strip()[:200], confidence
    known.checked_on = checked_on
    known.retired_at = (known.retired_at or at) if is_retired else None
    known.save()
    record("legallimit.saved", known, by=by, at=at, country=code, amount=amount, unit=unit)
    return known


@transaction.atomic
def list_first_limits(language: str, *, by: Doer, at: datetime) -> int:
    """What a new house starts with, in its language; what stands there already stays."""
    refuse_unless_allowed("save_limits", by)
    if LegalLimit.objects.exists():
        return 0
    with translation.override(language):
        sides = [{**law._asdict(), "text": str(law.text)} for law in LAWS]
    LegalLimit.objects.bulk_create(LegalLimit(**said, checked_on=CHECKED) for said in sides)
    record("legallimit.listed", Terms.current(), by=by, at=at, count=len(sides))
    return len(sides)


@transaction.atomic
def change_terms(
    *,
    own_days: int,
    progress_days: int,
    branch: str = "",
    outside_name: str = "",
    outside_address: str = "",
    by: Doer,
    at: datetime,
) -> Terms:
    """What is promised to a client already stays as it was told."""
    refuse_unless_allowed("save_limits", by)
    if not 0 < progress_days <= own_days <= LONGEST:
        raise TermsUnclear(_("A word comes at least once before the answer; both within a year."))
    if bool(outside_name.strip()) != bool(outside_address.strip()):
        raise TermsUnclear(_("Give the name and the mail address of the person outside."))
    terms = Terms.current()
    terms.own_days, terms.progress_days, terms.branch = own_days, progress_days, branch.strip()[:20]
    terms.outside_name = " ".join(outside_name.split())[:120]
    terms.outside_address, terms.changed_at = outside_address.strip(), at
    terms.save()
    record("terms.changed", terms, by=by, at=at, own=own_days, progress=progress_days)
    return terms
