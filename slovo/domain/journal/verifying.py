"""Finding what was changed behind the product's back (R038)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slovo.domain.journal import facts
from slovo.domain.journal.digests import digest_of_seal, is_unchanged
from slovo.domain.journal.models import Event, Seal
from slovo.domain.journal.moves import VOUCHED, Trails

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong (changed, deleted, added, broken_chain) with which row, in which case."""

    what: str
    where: str
    case_id: int | None = None


def breaches() -> Iterator[Breach]:
    """Every row that does not match the journal, and every seal that does not match its events."""
    yield from _broken_seals()
    yield from _changed_facts()


def recent_breaches(blocks: int) -> Iterator[Breach]:
    """The same of the newest seals only: cheap enough to be asked every hour."""
    first = Seal.objects.order_by("-pk")[blocks : blocks + 1].first()
    yield from _broken_seals(after=first)


def _broken_seals(after: Seal | None = None) -> Iterator[Breach]:
    previous = after.digest if after else ""
    seals = Seal.objects.filter(pk__gt=after.pk) if after else Seal.objects.all()
    for seal in seals.order_by("pk").iterator(CHUNK):
        events = list(seal.events.order_by("pk"))
        for event in events:
            if not is_unchanged(event):
                yield Breach("changed", f"event:{event.pk}", event.case_id)
        if len(events) < seal.count:
            yield Breach("deleted", f"events of seal:{seal.pk}")
        expected = digest_of_seal(seal.previous, seal.at, (event.digest for event in events))
        if seal.previous != previous or seal.digest != expected:
            yield Breach("broken_chain", f"seal:{seal.pk}")
        previous = seal.digest


def _changed_facts() -> Iterator[Breach]:
    told, trails = _last_told()
    for name, model in facts.KINDS.items():
        expected = {key: value for key, value in told.items() if key.startswith(f"{name}:")}
        for row in model._default_manager.order_by("pk").iterator(CHUNK):
            reference = facts.reference(row)
            known = expected.pop(reference, None)
            case_id = row.pk if name == "case" else getattr(row, "case_id", None)
            if known is None:
                yield Breach("added", reference, case_id)
            elif not _is_as_told(row, reference, known[0], trails):
                yield Breach("changed", reference, case_id)
        for reference, (_digest, case_id) in expected.items():
            yield Breach("deleted", reference, case_id)


def _is_as_told(row: Any, reference: str, digest: str, trails: Trails) -> bool:
    then = trails.before(reference, facts.plain_facts(row))
    return then is not None and facts.is_vouched(reference, then, digest)


def _last_told() -> tuple[dict[str, tuple[str, int | None]], Trails]:
    """fact → its digest in the newest event that took one, and the event's case; moves since."""
    told, trails = dict[str, tuple[str, int | None]](), Trails()
    rows = Event.objects.order_by("pk").values_list("pk", "facts", "case_id")
    for key, vouched, case_id in rows.iterator(CHUNK):
        if VOUCHED in vouched:
            trails.follow(Event.objects.get(pk=key))
            continue
        for reference, digest in vouched.items():
            told[reference] = (digest, case_id)
            trails.forget(reference)
    return told, trails
