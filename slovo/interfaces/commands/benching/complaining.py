"""Ten thousand complaints as they lie in a house after two years: nearly all of them closed.

Each is talked through in a case of its own. Three in a hundred are still open, at every step of
the way. Of the closed ones each has its cause, its answer, whether that helped, and a measure; most
measures are in force and were watched for ninety days, and every tenth time it happened again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from slovo.domain.cases.models import Case
from slovo.domain.complaints.dues import RECEIPT_WITHIN
from slovo.domain.complaints.models import Complaint, Finding, FollowUp, Measure, Watch
from slovo.domain.complaints.models.complaint import Grade, Medium
from slovo.domain.complaints.models.finding import Verdict
from slovo.domain.complaints.models.followup import SAID
from slovo.domain.mistakes.models import Branch, Cause, Failure
from slovo.domain.staff.models import User
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rows import moment, settle, write
from slovo.interfaces.commands.benching.texts import text_of

COUNT, DAYS, OPEN_SHARE, OPEN_DAYS = 10_000, 730, 0.03, 40
HELD_SHARE, AGAIN_SHARE, REACHED_DAY, WATCHED = 0.8, 0.1, 21, timedelta(days=90)
COUNTRIES, BRANCHES = ("UA", "DE", "KZ", ""), (*Branch.values, "")
# How many days after its receipt each step was taken.
STEPS = {
    "acknowledged_at": 0.1,
    "assessed_at": 1.0,
    "investigated_at": 5.0,
    "responded_at": 8.0,
    "decided_at": 9.0,
    "accepted_at": 12.0,
    "corrected_at": 16.0,
    "verified_at": 20.0,
    "closed_at": 25.0,
}
Row = dict[str, Any]


def fill_complaints(house: House) -> list[Complaint]:
    """All of them, the oldest first."""
    with transaction.atomic():
        write(Complaint, _complaints(house))
        shown = list(Complaint.objects.order_by("pk"))
        answered = [each for each in shown if each.decided_at]
        write(Failure, map(_failure, (each for each in shown if each.real_cause_id)))
        findings = write(Finding, map(_finding, answered))
        write(FollowUp, map(_follow_up, answered, findings))
        _prevent(house, [each for each in shown if each.closed_at])
    settle()
    return shown


def _complaints(house: House) -> Iterator[Row]:
    dice, users = Random(5), list(User.objects.order_by("pk").values_list("pk", flat=True))  # noqa: S311
    causes = list(Cause.objects.order_by("pk").values_list("pk", flat=True))
    often = [1 / place for place in range(1, len(causes) + 1)]
    cases = Case.objects.order_by("pk").values_list("pk", "person_id", "organisation_id")[:COUNT]
    for number, (case, person, organisation) in enumerate(cases, 1):
        is_open = dice.random() < OPEN_SHARE
        days = dice.uniform(0, OPEN_DAYS) if is_open else dice.uniform(OPEN_DAYS, DAYS)
        received = house.now - timedelta(days=days)
        reached = dice.uniform(0, min(days, REACHED_DAY)) if is_open else DAYS
        stamps = {name: received + timedelta(days=d) for name, d in STEPS.items() if d <= reached}
        cause = dice.choices(causes, often)[0] if "investigated_at" in stamps else None
        yield {
            "number": number,
            "case_id": case,
            "person_id": person,
            "organisation_id": organisation,
            "medium": dice.choice(Medium.values),
            "received_at": moment(received),
            "filed_at": moment(received),
            "receipt_by": moment(received + RECEIPT_WITHIN),
            "first_sent_at": moment(stamps["decided_at"]) if "decided_at" in stamps else None,
            "stated": text_of(dice, "en"),
            "stated_cause_id": dice.choice(causes),
            "owner_id": dice.choice(users),
            "country": dice.choice(COUNTRIES),
            "branch": dice.choice(BRANCHES),
            "severity": dice.choice(Grade.values) if "assessed_at" in stamps else "",
            "real_cause_id": cause,
            "real_reason": text_of(dice, "en") if cause else "",
            "assess_by": moment(received + timedelta(days=1)),
            "progress_at": moment(house.now + timedelta(days=2)) if is_open else None,
            "own_limit_at": moment(received + timedelta(days=14)),
            "plan_at": moment(received + timedelta(days=13)),
            **{name: moment(at) for name, at in stamps.items()},
        }


def _failure(complaint: Complaint) -> Row:
    return {
        "person_id": complaint.person_id,
        "organisation_id": complaint.organisation_id,
        "case_id": complaint.case_id,
        "cause_id": complaint.real_cause_id,
        "at": moment(complaint.received_at),
        "subject": f"complaint:{complaint.pk}",
    }


def _finding(complaint: Complaint) -> Row:
    return {
        "complaint_id": complaint.pk,
        "case_id": complaint.case_id,
        "asked_by_id": complaint.owner_id,
        "asked_at": _at(complaint.decided_at),
        "sent_at": _at(complaint.decided_at),
        "verdict": Verdict.UPHELD.value,
        "reasons": complaint.real_reason,
    }


def _follow_up(complaint: Complaint, finding: int) -> Row:
    told = {"complaint_id": complaint.pk, "finding_id": finding}
    if complaint.closed_at is None:
        return {**told, "due_at": _at(complaint.own_limit_at)}
    said = dict.fromkeys(("due_at", "said_at", "ended_at"), _at(complaint.closed_at))
    return {**told, **said, "result": SAID[complaint.pk % len(SAID)].value}


def _prevent(house: House, closed: list[Complaint]) -> None:
    """A measure of each closed one, and its watch."""
    dice = Random(6)  # noqa: S311
    held = [complaint for complaint in closed if dice.random() < HELD_SHARE]
    measures = write(Measure, (_measure(complaint, house.now) for complaint in held))
    watches = zip(held, measures, strict=True)
    write(Watch, (_watch(complaint, key, dice, closed) for complaint, key in watches))


def _measure(complaint: Complaint, now: datetime) -> Row:
    is_proven = complaint.closed_at is not None and complaint.closed_at + WATCHED < now
    return {
        "complaint_id": complaint.pk,
        "text": f"Check it twice ({complaint.number})",
        "owner_id": complaint.owner_id,
        "due_at": _at(complaint.closed_at),
        "made_by_id": complaint.owner_id,
        "made_at": _at(complaint.decided_at),
        "in_force_at": _at(complaint.closed_at),
        "in_force_by_id": complaint.owner_id,
        "proven_at": _at(complaint.closed_at, WATCHED) if is_proven else None,
    }


def _watch(complaint: Complaint, measure: int, dice: Random, closed: list[Complaint]) -> Row:
    again = dice.choice(closed) if dice.random() < AGAIN_SHARE else None
    return {
        "measure_id": measure,
        "cause_id": complaint.real_cause_id,
        "since": _at(complaint.closed_at),
        "put_by_id": complaint.owner_id,
        "until": _at(complaint.closed_at, WATCHED),
        "recurred_by_id": again.pk if again else None,
        "recurred_at": _at(complaint.closed_at, WATCHED / 2) if again else None,
    }


def _at(at: datetime | None, after: timedelta = timedelta()) -> str | None:
    return moment(at + after) if at else None
