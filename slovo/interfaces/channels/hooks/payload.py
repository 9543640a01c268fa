"""What leaves the house about an event: who, which and when, never anybody's words."""

from typing import Any

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.shapes import instant
from slovo.domain.hooks.kinds import KINDS
from slovo.domain.journal.models import Event
from slovo.web.hooks import as_body


def body_of(event: Event) -> str:
    """As it stands at the first try; later tries send the same bytes."""
    noun, _colon, key = event.subject.partition(":")
    said: dict[str, Any] = {
        "event": event.pk,
        "subject": {"kind": noun, "id": int(key)},
        "by": {"kind": event.actor_kind, "id": event.actor_id},
        "case": _case(event.case_id),
    }
    said |= {name: event.refs[name] for name in KINDS[event.kind].fields if name in event.refs}
    if noun == "promise":
        said["promise"] = _promise(int(key))
    return as_body(event.kind, event.at, said)


def _case(key: int | None) -> dict[str, Any] | None:
    case = Case.objects.filter(pk=key).first() if key else None
    if case is None:
        return None
    return {
        "ref": case.ref,
        "state": str(case.state),
        "person": case.person_id,
        "organisation": case.organisation_id,
        "handler": case.handler_id,
        "next_word_at": instant(case.next_word_at),
    }


def _promise(key: int) -> dict[str, Any] | None:
    promise = Promise.objects.filter(pk=key).first()
    if promise is None:
        return None
    return {
        "kind": promise.kind,
        "owed_by": promise.owed_by,
        "due_at": instant(promise.due_at),
        "outcome": promise.outcome or None,
    }
