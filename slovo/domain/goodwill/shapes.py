"""Goodwill as plain dictionaries, for the API. Times are UTC, `Z`; sums are texts."""

from typing import Any

from slovo.domain.goodwill.budgets import Quarter
from slovo.domain.goodwill.models import (
    Boundary,
    BoundaryTalk,
    Breach,
    Burden,
    Concession,
    Parting,
    PutBack,
    Ruling,
)
from slovo.lib.moments import instant


def boundary_as_dict(boundary: Boundary, breaches: list[Breach]) -> dict[str, Any]:
    return {
        "id": boundary.pk,
        "text": boundary.text,
        "reason": boundary.reason,
        "set_by": boundary.set_by.full_name,
        "set_at": instant(boundary.set_at),
        "lifted_at": instant(boundary.lifted_at),
        "lifted_why": boundary.lifted_why or None,
        "breaches": [breach_as_dict(row) for row in breaches],
    }


def breach_as_dict(breach: Breach) -> dict[str, Any]:
    return {
        "id": breach.pk,
        "words": breach.words,
        "case": breach.case.ref if breach.case else None,
        "by": breach.noted_by.full_name,
        "at": instant(breach.noted_at),
    }


def concession_as_dict(concession: Concession) -> dict[str, Any]:
    """`decision`: the number of the decision it comes from, if any."""
    return {
        "id": concession.pk,
        "person": concession.person_id,
        "case": concession.case.ref if concession.case else None,
        "decision": concession.ruling_id,
        "price": str(concession.price),
        "currency": concession.currency,
        "reason": concession.reason,
        "by": concession.given_by.full_name,
        "at": instant(concession.given_at),
    }


def ruling_as_dict(ruling: Ruling, *, shows_money: bool) -> dict[str, Any]:
    """`share` of twelve months' revenue; what the client pays is null for whom it is not shown.

    `refund`: the promise by which what was paid goes back.
    """
    seen = ruling if shows_money else None
    return {
        "id": ruling.pk,
        "case": ruling.case.ref,
        "text": ruling.text,
        "price": str(ruling.price),
        "currency": ruling.currency,
        "is_client_wrong": ruling.is_client_wrong,
        "line": ruling.line_id,
        "refund": ruling.refund_id,
        "asked_by": ruling.asked_by.full_name,
        "asked_at": instant(ruling.asked_at),
        "revenue": str(seen.revenue) if seen else None,
        "share": round(seen.share, 4) if seen and seen.share is not None else None,
        "expected": str(seen.expected) if seen and seen.expected is not None else None,
        "past": ruling.past,
        "limit": str(ruling.limit) if ruling.limit is not None else None,
        "advice": ruling.advice,
        "state": ruling.state,
        "is_in_favour": ruling.is_in_favour,
        "reason": ruling.reason or None,
        "rule": ruling.rule.rule.number if ruling.rule else None,
        "rule_version": ruling.rule.version if ruling.rule else None,
        "decided_by": ruling.decided_by.full_name if ruling.decided_by else None,
        "decided_at": instant(ruling.decided_at),
        "tell_by": instant(ruling.tell_by),
        "told_at": instant(ruling.told_at),
        "in_time": ruling.is_in_time,
    }


def talk_as_dict(talk: BoundaryTalk) -> dict[str, Any]:
    return {
        "id": talk.pk,
        "person": talk.person_id,
        "why": talk.why,
        "facts": talk.facts,
        "called_at": instant(talk.called_at),
        "held_at": instant(talk.held_at),
        "words": talk.words or None,
    }


def quarter_as_dict(quarter: Quarter) -> dict[str, Any]:
    """`budget` and `left` are null where none was set; `kept` of `clients` are with us still."""
    return {
        "first_day": quarter.first_day.isoformat(),
        "currency": quarter.currency,
        "budget": str(quarter.given) if quarter.given is not None else None,
        "used": str(quarter.used),
        "left": str(quarter.left) if quarter.left is not None else None,
        "clients": quarter.clients,
        "kept": quarter.kept,
        "invoiced_since": str(quarter.since),
        "concessions": [concession_as_dict(row) for row in quarter.rows],
    }


def burden_as_dict(burden: Burden) -> dict[str, Any]:
    """`minutes` nobody pays; `hours_per_1000` is null for who paid nothing."""
    return {
        "person": burden.person_id,
        "minutes": burden.minutes,
        "contacts": burden.contacts,
        "fee": str(burden.fee),
        "currency": burden.currency or None,
        "hours_per_1000": _text(burden.hours_per_1000),
        "median": _text(burden.median),
        "ratio": burden.ratio,
        "is_over": burden.is_over,
        "is_flagged": burden.is_flagged,
        "borne": {row.user.full_name: row.minutes for row in burden.borne.all()},
    }


def put_back_as_dict(row: PutBack) -> dict[str, Any]:
    return {
        "case": row.case.ref,
        "from": row.place_from,
        "to": row.place_to,
        "reason": row.reason,
        "by": row.put_by.full_name,
        "at": instant(row.put_at),
    }


def parting_as_dict(parting: Parting, *, shows_reason: bool) -> dict[str, Any]:
    """`reason` and notes are the principals' alone.

    `told_way`: phone, in_person or paper, if not by mail.
    """
    return {
        "id": parting.pk,
        "person": parting.person_id,
        "case": parting.case.ref,
        "reason": parting.reason if shows_reason else None,
        "ways_on": parting.ways_on,
        "rule": parting.rule.rule.number,
        "rule_version": parting.rule.version,
        "last_invoice": parting.last_invoice.number if parting.last_invoice else None,
        "last_invoice_words": parting.last_invoice_words,
        "by": parting.parted_by.full_name,
        "at": instant(parting.parted_at),
        "told_at": instant(parting.told_at),
        "told_way": parting.told_way or None,
        "told_note": parting.told_note or None if shows_reason else None,
        "told_by": parting.told_by.full_name if parting.told_by else None,
        "told_file": parting.name or None,
        "export_by": instant(parting.export_by),
        "exported_at": instant(parting.exported_at),
        "fetched_at": instant(parting.fetched_at),
        "handed_note": parting.handed_note or None if shows_reason else None,
    }


def _text(value: object) -> str | None:
    return str(value) if value is not None else None
