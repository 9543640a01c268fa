"""People and organisations as plain dictionaries, for the API and the command line."""

from typing import Any

from slovo.domain.clients.models import Organisation, Person, Standing, Topic
from slovo.domain.clients.responsibility import Zone


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
        "principal": person.principal.full_name if person.principal else None,
        "emails": [address.email for address in person.addresses.all()],
        "unreachable_emails": [
            address.email for address in person.addresses.all() if address.unreachable_at
        ],
        "says_organisation": person.says_organisation or None,
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


def topic_as_dict(topic: Topic) -> dict[str, Any]:
    owner = topic.owner.email if topic.owner else None
    return {"id": topic.pk, "name": topic.name, "words": topic.words, "owner": owner}


def zone_as_dict(zone: Zone) -> dict[str, Any]:
    """`wanted_at`: since when somebody has to find out who it is."""
    known = zone.known
    return {
        "topic": topic_as_dict(zone.topic),
        "person": _named(known.person if known else None),
        "backup": _named(known.backup if known else None),
        "channel": known.channel if known else "",
        "note": known.note if known else "",
        "wanted_at": known.wanted_at if known else None,
    }


def _named(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "full_name": person.full_name} if person else None
