"""People and organisations as plain dictionaries, for the API and the command line."""

from typing import Any

from slovo.domain.clients.models import Organisation, Person, Standing


def person_as_dict(person: Person) -> dict[str, Any]:
    """Prefetch `addresses` and `standings__organisation` for a list."""
    return {
        "id": person.pk,
        "full_name": person.full_name,
        "called": person.called,
        "language": person.language,
        "zone": person.zone,
        "phone": person.phone,
        "note": person.note,
        "emails": [address.email for address in person.addresses.all()],
        "unreachable_emails": [
            address.email for address in person.addresses.all() if address.unreachable_at
        ],
        "organisations": [_standing(row) for row in person.standings.all() if not row.to_date],
    }


def organisation_as_dict(organisation: Organisation) -> dict[str, Any]:
    """Prefetch `standings__person` for a list."""
    return {
        "id": organisation.pk,
        "name": organisation.name,
        "code": organisation.code,
        "country": organisation.country,
        "note": organisation.note,
        "persons": [
            {"id": row.person_id, "full_name": row.person.full_name, "job": row.job}
            for row in organisation.standings.all()
            if not row.to_date
        ],
    }


def _standing(row: Standing) -> dict[str, Any]:
    return {"id": row.organisation_id, "name": row.organisation.name, "job": row.job}
