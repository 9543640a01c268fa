"""Our answer: reasons, remedy, prevention; blocked until the cause and every proof is known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Promise
from slovo.domain.complaints.actions.following import plan_follow_up, withdraw_follow_up
from slovo.domain.complaints.answer_words import answer_html
from slovo.domain.complaints.gaps import before_answer
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.complaints.models.finding import Remedy, Verdict
from slovo.domain.delivery.actions.asking import take_back
from slovo.domain.delivery.wordings import question_url
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import citable
from slovo.domain.standards.models import Act, RuleVersion

TEXTS = ("reasons", "remedy_words", "prevention", "ways", "outside")


class AnswerIsBlocked(Refusal):
    """Something about the complaint is not known yet; the sentence names all of it."""


class AnswerUnclear(Refusal):
    """An answer has a verdict, reasons, remedies from the list, and says what is changed."""


class AnswerStands(Refusal):
    """He has an answer, or it is on its way; a second one comes after it is opened again."""


class Words(TypedDict, total=False):
    """What every answer says, by letter or by voice."""

    verdict: Required[str]
    reasons: Required[str]
    remedies: Sequence[str]
    remedy_words: str
    prevention: str
    ways: str
    outside: str
    rule: RuleVersion | None


@transaction.atomic
def answer_complaint(
    complaint: Complaint,
    *,
    next_word_at: datetime | None = None,
    keeps: Sequence[Promise] = (),
    send_at: datetime | None = None,
    by: User,
    at: datetime,
    **words: Unpack[Words],
) -> Finding:
    """A letter with one question: does he accept it?

    Without `next_word_at` the case is solved by it, so that nothing else may be promised there.
    Whoever is refused hears by which rule of the house (R090), what else is possible (`ways`) and
    who may judge instead (`outside`).
    """
    complaint = latest(complaint)
    refuse_unless_led("answer_complaint", complaint, by)
    said = said_of(words)
    lost = take_lost_back(complaint, at)
    if twin := twin_of(complaint, said, by):
        return twin
    refuse_answer(complaint, said, at)
    finding = write_finding(complaint, said, asked_at=at, by=by, at=at)
    token = link_for(complaint.person, subject=finding.subject, by=by, at=at)
    finding.letter = answer_case(
        complaint.case,
        html=answer_html(finding, question_url(token)),
        next_word_at=next_word_at,
        solves=next_word_at is None,
        insists=True,
        keeps=keeps,
        send_at=send_at,
        by=by,
        at=at,
    )
    keep_finding(finding, complaint, lost, by=by, at=at)
    return finding


def said_of(words: Words) -> dict[str, Any]:
    """As it is kept; `told_at` None: by letter."""
    given: dict[str, Any] = {**words}
    named = {name: given.get(name, "").strip() for name in TEXTS}
    chosen = set(given.get("remedies", ()))
    if chosen - set(Remedy.values):
        raise AnswerUnclear(_("Choose the remedies from the list."))
    verdict = given["verdict"]
    return {
        **named,
        "verdict": verdict,
        "remedies": [code for code in Remedy.values if code in chosen],
        "outside": named["outside"][:300],
        "rule": given.get("rule") if verdict == Verdict.REFUSED else None,
        "told_at": None,
    }


def write_finding(
    complaint: Complaint, said: dict[str, Any], *, asked_at: datetime, by: User, at: datetime
) -> Finding:
    """What was found; a rejection cites its rule."""
    case = complaint.case
    sides: dict[str, Any] = {"case": case, "engagement": case.engagement, "asked_by": by}
    made: Finding = Finding.objects.create(complaint=complaint, **sides, **said, asked_at=asked_at)
    if made.rule:
        about: dict[str, Any] = {"subject": made.subject, "case_id": case.pk}
        cite_rule(made.rule, act=Act.REJECTION, **about, by=by, at=at)
    return made


def keep_finding(
    finding: Finding, complaint: Complaint, lost: Sequence[Finding], *, by: User, at: datetime
) -> None:
    finding.save(update_fields=["letter"])
    complaint.responded_at = at
    complaint.save(update_fields=["responded_at"])
    facts = (*finding.with_letter, complaint, *lost)
    record("finding.written", finding, by=by, at=at, case=complaint.case, facts=facts)


def twin_of(complaint: Complaint, said: dict[str, Any], by: User) -> Finding | None:
    """A second press of the button finds the first answer."""
    same: Finding | None = complaint.findings.waiting().filter(**said, asked_by=by).first()
    return same


def take_lost_back(complaint: Complaint, at: datetime) -> list[Finding]:
    """An answer whose letter came back is not asked about any more: another one takes its place."""
    waiting = complaint.findings.filter(withdrawn_at=None, answered_at=None, sent_at=None)
    rows = waiting.select_related("letter__delivery").order_by("pk")
    return [row for row in rows if row.letter and row.letter.came_back and take_back(row, at=at)]


def refuse_answer(complaint: Complaint, said: dict[str, Any], at: datetime) -> None:
    _refuse_standing(complaint)
    if missing := before_answer(complaint):
        raise AnswerIsBlocked(" ".join(missing))
    _refuse_unclear(said, at)


def _refuse_standing(complaint: Complaint) -> None:
    if complaint.decided_at and not complaint.rejected_at:
        raise AnswerStands(_("The client has our answer. A new one comes when it is open again."))
    if complaint.findings.filter(withdrawn_at=None, sent_at=None).exists():
        raise AnswerStands(_("An answer is on its way. Take that letter back first."))


def _refuse_unclear(said: dict[str, Any], at: datetime) -> None:
    if said["verdict"] not in Verdict.values:
        raise AnswerUnclear(_("Say whether the client is right."))
    if not said["reasons"]:
        raise AnswerUnclear(_("Give the reasons, in words that the client can follow."))
    if said["verdict"] == Verdict.REFUSED:
        if not said["ways"] or not said["outside"]:
            sentence = _("Who is refused hears what else is possible, and who may judge instead.")
            raise AnswerUnclear(sentence)
        citable(said["rule"], at)
        return
    if not said["remedies"]:
        raise AnswerUnclear(_("Choose at least one remedy."))
    if not said["prevention"]:
        raise AnswerUnclear(_("Say what is changed so that it does not happen again."))


@transaction.atomic(savepoint=False)
def mark_answered(finding: Finding, *, by: Doer, at: datetime) -> None:
    """The letter was accepted at `at`: he has our answer; in seven days we ask on."""
    complaint = latest(finding.complaint)
    if finding.sent_at or finding.withdrawn_at:
        return
    finding.sent_at = at
    finding.save(update_fields=["sent_at"])
    complaint.first_sent_at = _first_sent(complaint)
    complaint.decided_at = at
    complaint.rejected_at = complaint.corrected_at = None
    complaint.next_at = next_step(complaint)
    names = ("first_sent_at", "decided_at", "rejected_at", "corrected_at", "next_at")
    complaint.save(update_fields=names)
    facts = (finding, complaint)
    record("complaint.decided", complaint, by=by, at=at, case=complaint.case, facts=facts)
    finding.complaint = complaint
    plan_follow_up(complaint, finding, by=by, at=at)


@transaction.atomic(savepoint=False)
def unmark_answered(finding: Finding, *, by: Doer, at: datetime) -> None:
    """It came back: he has no answer after all."""
    complaint = latest(finding.complaint)
    if finding.sent_at is None or finding.answered_at:
        return
    finding.sent_at = None
    finding.save(update_fields=["sent_at"])
    complaint.first_sent_at = _first_sent(complaint)
    complaint.decided_at = None
    complaint.next_at = next_step(complaint)
    complaint.save(update_fields=["first_sent_at", "decided_at", "next_at"])
    facts = (finding, complaint)
    record("complaint.undecided", complaint, by=by, at=at, case=complaint.case, facts=facts)
    withdraw_follow_up(finding, by=by, at=at)


def _first_sent(complaint: Complaint) -> datetime | None:
    first: datetime | None = complaint.findings.aggregate(first=Min("sent_at"))["first"]
    return first


@transaction.atomic(savepoint=False)
def take_answer_back(finding: Finding, *, by: Doer, at: datetime) -> None:
    """The letter was taken back before it left: nothing was answered."""
    if take_back(finding, at=at):
        complaint = latest(finding.complaint)
        complaint.responded_at = None
        complaint.save(update_fields=["responded_at"])
        facts = (finding, complaint)
        record("finding.withdrawn", finding, by=by, at=at, case=complaint.case, facts=facts)
