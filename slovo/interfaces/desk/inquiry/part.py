"""What stands on a complaint's page about looking into it, the answer, and what came after."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.access.links import standing_token
from slovo.domain.cases.ways import is_written_to
from slovo.domain.complaints.answer_words import follow_up_url
from slovo.domain.complaints.gaps import (
    before_answer,
    before_closing,
    differs,
    inquiry_of,
    last_finding,
)
from slovo.domain.complaints.leading import may_lead
from slovo.domain.complaints.models import Complaint, Evidence, Finding, FollowUp
from slovo.domain.complaints.models.evidence import State
from slovo.domain.delivery.wordings import question_url
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import Citation
from slovo.interfaces.desk.inquiry.chronology import lines_of
from slovo.interfaces.desk.inquiry.measure_rows import rows_of
from slovo.interfaces.desk.inquiry.tree import tree_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels


@dataclass(frozen=True, slots=True)
class Proof:
    evidence: Evidence
    state: str
    look: str


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of ours: how far it got, and what the client said to it."""

    finding: Finding
    state: str
    word: str
    link: str
    may_be_said: bool
    rule: str

    @property
    def asked(self) -> Finding:
        return self.finding


@dataclass(frozen=True, slots=True)
class After:
    """One follow-up in words; `look` is late, soon or ended."""

    follow_up: FollowUp
    words: str
    look: str
    link: str


_EVIDENCE = PreparedModels(
    Evidence,
    lambda complaint: Evidence.objects.filter(complaint=complaint).select_related("settled_by"),
)
_FINDINGS = PreparedModels(
    Finding,
    lambda complaint: (
        Finding.objects.filter(complaint=complaint)
        .select_related("asked_by", "told_by", "heard_by", "case__person", "rule__rule")
        .order_by("-pk")
    ),
)
_FOLLOW_UPS = PreparedModels(
    FollowUp,
    lambda complaint: (
        FollowUp.objects.filter(complaint=complaint, withdrawn_at=None)
        .select_related("complaint__person", "heard_by", "tried_by")
        .order_by("-pk")
    ),
)


def part_of(complaint: Complaint, user: User, voice: Voice) -> dict[str, Any]:
    """All of it under one name, for the sections `desk/inquiry/*.html`."""
    inquiry = inquiry_of(complaint)
    proofs = [_proof(one, voice) for one in _EVIDENCE(complaint=complaint.pk)]
    findings = _FINDINGS(complaint=complaint.pk)
    measures = rows_of(complaint.measures.all(), user, voice, "", on_page=True)[0]
    return {
        "inquiry": {
            "row": inquiry,
            "differs": differs(complaint),
            "may": may_lead(complaint, user) and complaint.closed_at is None,
            "is_principal": user.has_role(Role.PRINCIPAL),
            "proofs": proofs,
            "open_proofs": sum(not proof.evidence.is_settled for proof in proofs),
            "chronology": lines_of(complaint, user, voice),
            "tree": tree_of(complaint),
            "blocked": before_answer(complaint) if complaint.decided_at is None else [],
            "answers": [_said(finding, complaint, voice) for finding in findings],
            "may_answer": _may_answer(complaint, findings),
            "is_voice_first": not is_written_to(complaint.person),
            "is_to_correct": _is_to_correct(complaint),
            "follow_ups": [_after(one, voice) for one in _FOLLOW_UPS(complaint=complaint.pk)],
            "measures": measures,
            "waiver": getattr(complaint, "waiver", None),
            "reopenings": list(complaint.reopenings.order_by("-at")),
            "left": before_closing(complaint) if complaint.closed_at is None else [],
        }
    }


def _proof(evidence: Evidence, voice: Voice) -> Proof:
    if not evidence.is_settled:
        return Proof(evidence, _("not looked at yet"), "soon")
    who = evidence.settled_by.full_name if evidence.settled_by else ""
    when = voice.full(evidence.settled_at) if evidence.settled_at else ""
    state = str(State(evidence.state).label)
    words = _("%(state)s: %(name)s, %(when)s") % {"state": state, "name": who, "when": when}
    return Proof(evidence, words, "ended")


def _may_answer(complaint: Complaint, findings: list[Finding]) -> bool:
    """Nothing is on its way, and what he has he does not accept, or has not."""
    is_open = complaint.decided_at is None or complaint.rejected_at is not None
    return is_open and all(each.withdrawn_at or each.sent_at for each in findings)


def _is_to_correct(complaint: Complaint) -> bool:
    finding = last_finding(complaint)
    return bool(finding and finding.remedies and complaint.corrected_at is None)


def _said(finding: Finding, complaint: Complaint, voice: Voice) -> Said:
    token = standing_token(complaint.person, finding.subject) if finding.is_waiting else None
    return Said(
        finding,
        _state(finding, voice),
        _word(finding, voice),
        question_url(token) if token else "",
        finding.is_waiting and finding.sent_at is not None,
        _rule(finding),
    )


def _rule(finding: Finding) -> str:
    if finding.rule is None:
        return ""
    words = f"{finding.rule} · {finding.rule.title}"
    old = Citation.objects.filter(subject=finding.subject, is_outdated=True).exists()
    return _("%(rule)s (an old version)") % {"rule": words} if old else words


def _state(finding: Finding, voice: Voice) -> str:
    if finding.told_at and finding.told_by:
        said = {
            "how": finding.get_voice_display(),
            "name": finding.told_by.full_name,
            "when": voice.full(finding.told_at),
            "kept": voice.full(finding.sent_at or finding.told_at),
        }
        return _("%(how)s: %(name)s, %(when)s. Kept %(kept)s.") % said
    if finding.withdrawn_at and finding.sent_at is None:
        return _("The letter was taken back.")
    if finding.sent_at is None:
        return _("The letter has not arrived yet.")
    said = {"name": finding.asked_by.full_name, "when": voice.full(finding.sent_at)}
    return _("Answered by %(name)s, arrived %(when)s.") % said


def _word(finding: Finding, voice: Voice) -> str:
    if finding.answered_at is None:
        return ""
    when = {"when": voice.full(finding.answered_at)}
    if finding.is_agreed:
        return _("The client accepts it, %(when)s.") % when
    return _("The client does not accept it, %(when)s.") % when


def _after(row: FollowUp, voice: Voice) -> After:
    words, look = _stand(row, voice)
    token = standing_token(row.complaint.person, row.subject) if row.is_waiting else None
    return After(row, words, look, follow_up_url(token) if token else "")


def _stand(row: FollowUp, voice: Voice) -> tuple[str, str]:
    if row.ended_at:
        score = _(", %(score)s of 10") % {"score": row.score} if row.score is not None else ""
        said = {"result": row.get_result_display(), "when": voice.full(row.ended_at)}
        return _("%(result)s%(score)s: %(when)s") % {**said, "score": score}, "ended"
    if row.call_since and row.call_by:
        is_late = row.call_by <= voice.now
        return _("Call once: %(when)s") % {"when": voice.by(row.call_by)}, (
            "late" if is_late else "soon"
        )
    if row.asked_at and row.reply_by:
        said = {"when": voice.full(row.asked_at), "by": voice.by(row.reply_by)}
        return _("Asked %(when)s; without a reply we call: %(by)s") % said, "waiting"
    if row.due_at <= voice.now:
        return _("To be asked as soon as the client may be disturbed"), "waiting"
    return _("To be asked %(when)s") % {"when": voice.full(row.due_at)}, "waiting"
