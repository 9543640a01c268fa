"""Talks and what was agreed in them as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.delivery.shapes import asked_as_dict
from slovo.domain.talks.models import AgreedList, Duty, Talk
from slovo.lib.moments import instant


def talk_as_dict(talk: Talk) -> dict[str, Any]:
    """`nothing`: nothing was agreed, so no list leaves."""
    lists = talk.lists.select_related("case", "asked_by", "heard_by").order_by("pk")
    return {
        "id": talk.pk,
        "case": talk.case.ref,
        "held_by": talk.held_by.full_name,
        "held_at": instant(talk.held_at),
        "list_by": instant(talk.list_by),
        "listed_at": instant(talk.listed_at),
        "nothing": talk.nothing,
        "lists": [agreed_as_dict(one) for one in lists.prefetch_related("duties__owner")],
    }


def agreed_as_dict(agreed: AgreedList) -> dict[str, Any]:
    return asked_as_dict(agreed) | {"lines": [duty_as_dict(duty) for duty in agreed.duties.all()]}


def duty_as_dict(duty: Duty) -> dict[str, Any]:
    """`promise`: its number once the client has said yes."""
    return {
        "text": duty.text,
        "kind": duty.kind,
        "owed_by": duty.owed_by,
        "owner": duty.owner.full_name if duty.owner else None,
        "due_at": instant(duty.due_at),
        "effort_minutes": duty.effort_minutes,
        "promise": duty.promise_id,
    }
