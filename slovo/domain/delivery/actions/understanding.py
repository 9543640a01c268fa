"""«Did I get you right?»: a mismatch corrects the record, not the client (R144)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import confirm_back, put_question, take_answer
from slovo.domain.delivery.models import Answer, Restatement
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class RestatementMissing(Refusal):
    """There is nothing to confirm."""


class CorrectionMissing(Refusal):
    """A no without words would leave us guessing again."""


@transaction.atomic
def restate(engagement: Engagement, *, text: str, by: User, at: datetime) -> Restatement:
    """Say in his words what he wants; what was asked before and not answered is taken back."""
    refuse_unless_allowed("restate", by)
    if not text.strip():
        raise RestatementMissing(_("Write what you understood, in the client’s own words."))
    waiting = engagement.restatements.waiting()
    twin: Restatement | None = waiting.filter(text=text.strip(), asked_by=by).first()
    if twin:
        return twin
    for older in waiting.order_by("pk"):
        older.withdrawn_at, older.next_at = at, None
        older.save(update_fields=["withdrawn_at", "next_at"])
        record("restatement.withdrawn", older, by=by, at=at, case=older.case, facts=(older,))
    found: Restatement = Restatement.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        text=text.strip(),
        asked_by=by,
        asked_at=at,
    )
    put_question(found, wording="restated", by=by, at=at)
    record("restatement.sent", found, by=by, at=at, case=found.case, facts=found.with_letter)
    return found


@transaction.atomic
def answer_restatement(
    restatement: Restatement,
    *,
    answer: str,
    words: str,
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> Restatement:
    """Yes: work may begin. No: his correction is what counts, and we restate it."""
    refuse_unless_allowed("restate", by)
    if answer == Answer.NO and not words.strip():
        raise CorrectionMissing(_("Say what we got wrong, in a few words."))
    rows = Restatement.objects.select_for_update(of=("self",))
    found: Restatement = rows.select_related("case__person", "engagement", "asked_by").get(
        pk=restatement.pk
    )
    if not take_answer(found, answer=answer, words=words, said_at=said_at or at, by=by, at=at):
        return found
    confirm_back(found, wording="restatement_confirmed", by=by, at=at)
    kind = "restatement.confirmed" if answer == Answer.YES else "restatement.corrected"
    record(kind, found, by=by, at=at, case=found.case, facts=found.with_confirmation)
    return found
