"""Which law applies: by country, kind of client and branch."""

from slovo.domain.clients.models import Organisation
from slovo.domain.complaints.models import ClientKind, LegalLimit
from slovo.domain.staff.models import Firm


def limit_for(country: str, client_kind: str, branch: str) -> LegalLimit | None:
    """The law of his branch before the general one; of several the shortest is safe."""
    known = LegalLimit.objects.filter(
        country=country, client_kind=client_kind, branch__in=("", branch), retired_at=None
    ).filter(binds_answer=True, amount__isnull=False)
    ranked = sorted(known, key=lambda limit: (limit.branch == "", days_about(limit), limit.pk))
    return ranked[0] if ranked else None


def days_about(limit: LegalLimit) -> float:
    """To compare limits in different units; never to reckon a date."""
    return (limit.amount or 0) * {"days": 1, "business_days": 1.4, "weeks": 7, "months": 30.4}[
        limit.unit
    ]


def country_of(organisation: Organisation | None) -> str:
    firm = Firm.current()
    known = organisation.country if organisation else ""
    return known or (firm.country if firm else "")


def kind_of(organisation: Organisation | None) -> str:
    return ClientKind.BUSINESS if organisation else ClientKind.CONSUMER
