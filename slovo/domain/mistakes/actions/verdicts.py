"""Work that was not of quality is not paid: held at once, or refunded by a day (R007)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.lines import hold_line
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.reckoning import is_paid, line_of
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import latest, refuse_ended
from slovo.domain.mistakes.actions.payouts import give_back
from slovo.domain.mistakes.letters import verdict_words
from slovo.domain.mistakes.models import Mistake, Payout, Verdict
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class VerdictUnclear(Refusal):
    """A verdict says what was not good, and names the lines it is about."""


class LineOfAnother(Refusal):
    """A line stands on another client’s invoice, or is worth nothing any more."""


@transaction.atomic
def give_verdict(
    mistake: Mistake, *, text: str, lines: Iterable[InvoiceLine], by: User, at: datetime
) -> Verdict:
    """What is unpaid is held, what is paid goes back; the client is told both figures at once."""
    refuse_unless_allowed("give_verdict", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    words, found = " ".join(text.split())[:300], [line_of(line) for line in lines]
    if not words or not found:
        raise VerdictUnclear(_("Say what was not good, and choose the lines it is about."))
    keys = sorted(line.pk for line in found)
    twin: Verdict | None = mistake.verdicts.filter(text=words, lines=keys).first()
    if twin:
        return twin
    _refuse_strange(mistake, found)
    made: Verdict = Verdict.objects.create(
        mistake=mistake,
        engagement=found[0].invoice.engagement,
        text=words,
        given_by=by,
        given_at=at,
        lines=keys,
    )
    held, payouts = [], []
    for line in found:
        payout = _settle(made, line, by=by, at=at)
        if payout:
            payouts.append(payout)
        else:
            held.append(line)
    told = verdict_words(made, held, payouts, at)
    made.letter = send_house_words(mistake.case, wording="verdict", words=told, by=by, at=at)
    made.save(update_fields=["letter"])
    facts = (made, made.letter) if made.letter else (made,)
    record("verdict.given", made, by=by, at=at, case=mistake.case, facts=facts)
    return made


def _settle(verdict: Verdict, line: InvoiceLine, *, by: User, at: datetime) -> Payout | None:
    """Held when nothing came for it; else credited, and owed back."""
    if line.held_at or not is_paid(line):
        hold_line(line, why=verdict.text, by=HOUSE, at=at)
        return None
    return give_back(verdict.mistake, line, why=verdict.text, verdict=verdict, by=by, at=at)


def _refuse_strange(mistake: Mistake, lines: list[InvoiceLine]) -> None:
    for line in lines:
        if line.invoice.person_id != mistake.case.person_id or line.left <= 0 or line.void_at:
            sentence = _("“%(text)s” is another client’s, or nothing of it is left.")
            raise LineOfAnother(sentence % {"text": line.text})
