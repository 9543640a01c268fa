"""What stands behind the addresses of an inquiry: a proof, a fact, an answer, a measure."""

from datetime import timedelta
from typing import Any

from slovo.domain.complaints.actions.causes import find_cause
from slovo.domain.complaints.actions.inquiring import add_fact, begin_inquiry, tick_evidence
from slovo.domain.complaints.actions.measures import take_measure
from slovo.domain.complaints.actions.telling_answers import tell_answer
from slovo.domain.complaints.actions.waiving import waive_measure
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.models import Cause
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from tests.make import MORNING


def inquiry_keys(complaint: Complaint) -> dict[str, Any]:
    """Looked into, answered and delivered this morning by whoever sees it through."""
    owner = complaint.owner
    assert owner is not None
    doer: dict[str, Any] = {"by": owner, "at": MORNING}
    begin_inquiry(complaint, topic="conduct", **doer)
    for one in complaint.evidence.order_by("place"):
        tick_evidence(one, state="seen", file=("log.txt", "text/plain", b"x"), **doer)
    cause = Cause.objects.get(code="late")
    named = {"stated_cause": cause, "real_cause": cause, "real_reason": "Late"}
    find_cause(complaint, **named, **doer)
    heard = {"happened_at": MORNING, "text": "He called", "source": "Log"}
    fact = add_fact(complaint, **heard, file=("log.txt", "text/plain", b"x"), **doer)
    said = {"verdict": "upheld", "reasons": "Late", "remedies": ["apology"], "prevention": "Ask"}
    talk = {"voice": "phone", "told_at": MORNING, "file": ("memo.txt", "text/plain", b"x")}
    finding = tell_answer(complaint, **said, **talk, **doer)
    while delivery := lease_delivery(by=HOUSE, at=MORNING):
        record_sent(delivery, by=HOUSE, at=MORNING)
    day = MORNING.date() + timedelta(days=9)
    measure = take_measure(complaint, text="Ask", owner=owner, due_on=day, **doer)
    waive_measure(complaint, reason="Once", **doer)
    sent = Finding.objects.select_related("follow_up").get(pk=finding.pk)
    return {
        "evidence_id": complaint.evidence.earliest("place").pk,
        "fact_id": fact.pk,
        "finding_id": finding.pk,
        "follow_up_id": sent.follow_up.pk,
        "measure_id": measure.pk,
    }
