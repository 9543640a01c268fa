"""A complaint looked into, answered and heard of again, by our own verbs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from slovo.domain.complaints.actions.answering import answer_complaint
from slovo.domain.complaints.actions.causes import find_cause
from slovo.domain.complaints.actions.inquiring import begin_inquiry, tick_evidence
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.domain.standards.actions.rules import save_rule
from slovo.domain.standards.models import RuleVersion
from tests.domain.promises.scene import send_all
from tests.make import MORNING

LOOKED = MORNING + timedelta(hours=4)
ANSWERED = MORNING + timedelta(days=2)
SAID = {
    "verdict": "upheld",
    "reasons": "Nobody told the invoice desk of the change.",
    "remedies": ["refund", "apology"],
    "remedy_words": "2,400 off.",
    "prevention": "The yes to a change is copied to whoever writes invoices.",
}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


def cause(code: str) -> Cause:
    return Cause.objects.get(code=code)


def tick_all(complaint: Complaint, by: User, at: datetime = LOOKED) -> None:
    for one in complaint.evidence.filter(state="").order_by("place"):
        tick_evidence(one, state="seen", note="Read.", by=by, at=at)


def look_into(
    complaint: Complaint, by: User, at: datetime = LOOKED, *, topic: str = "money", **sides: Any
) -> Complaint:
    begin_inquiry(complaint, topic=topic, by=by, at=at)
    tick_all(complaint, by, at)
    given = {
        "stated_cause": cause("billing"),
        "real_cause": cause("not-told"),
        "real_reason": "Finance was never told of the agreed scope change.",
    }
    find_cause(complaint, **{**given, **sides}, by=by, at=at)
    return Complaint.objects.get(pk=complaint.pk)


def rule_of_refusals() -> RuleVersion:
    """Second version of rule 7, in force."""
    known = RuleVersion.objects.filter(rule__number="7", version=2).first()
    owner = User.objects.order_by("pk")[0]
    given = {"number": "7", "text": "We do.", "since": MORNING.date(), "owner": owner}
    for title in ("No", "Where we say no") if known is None else ():
        rule = known.rule if known else None
        known = save_rule(rule, title=title, **given, by=HOUSE, at=MORNING)
    return known


def answer(
    complaint: Complaint, by: User, at: datetime = ANSWERED, *, is_sent: bool = True, **sides: Any
) -> Finding:
    if sides.get("verdict") == "refused":
        sides = {"rule": rule_of_refusals(), **sides}
    found = answer_complaint(complaint, **{**SAID, **sides}, by=by, at=at)
    if is_sent:
        send_all(at)
    return Finding.objects.select_related("complaint__case").get(pk=found.pk)
