"""An offer says honestly what it does not meet (R070)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import confirm_back, put_question, take_answer
from slovo.domain.delivery.models import Answer, Offer, Requirement, Standing
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class FitUnmarked(Refusal):
    """A requirement has not been compared with what we offer."""


class NothingToOffer(Refusal):
    """No requirement is written down: nobody knows what the offer answers."""


@transaction.atomic
def send_offer(engagement: Engagement, *, text: str = "", by: User, at: datetime) -> Offer:
    """The sheet as it stands goes to the client, with one question."""
    refuse_unless_allowed("send_offer", by)
    lines = _sheet(engagement)
    same = engagement.offers.waiting().filter(text=text.strip(), lines=lines, asked_by=by)
    twin: Offer | None = same.first()
    if twin:
        return twin
    offer: Offer = Offer.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        text=text.strip(),
        lines=lines,
        asked_by=by,
        asked_at=at,
    )
    put_question(offer, wording="offer_asked", by=by, at=at)
    record("offer.sent", offer, by=by, at=at, case=offer.case, facts=offer.with_letter)
    return offer


def _sheet(engagement: Engagement) -> list[dict[str, str]]:
    """A line for each requirement that was not declined; refused while one is unmarked."""
    rows = list(engagement.requirements.exclude(state=Standing.DECLINED).order_by("pk"))
    if not rows:
        raise NothingToOffer(_("Write down what the client requires first."))
    unmarked = [_("“%(words)s”") % {"words": row.text} for row in rows if not row.fit]
    if unmarked:
        sentence = _("The offer does not say yet whether it meets %(what)s.")
        raise FitUnmarked(sentence % {"what": ", ".join(unmarked)})
    return [_line(row) for row in rows]


def _line(row: Requirement) -> dict[str, str]:
    return {"text": row.text, "fit": row.fit, "gap": row.gap, "alternative": row.alternative}


@transaction.atomic
def answer_offer(
    offer: Offer,
    *,
    answer: str,
    words: str,
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> Offer:
    refuse_unless_allowed("send_offer", by)
    rows = Offer.objects.select_for_update(of=("self",))
    offer = rows.select_related("case__person", "engagement", "asked_by").get(pk=offer.pk)
    if not take_answer(offer, answer=answer, words=words, said_at=said_at or at, by=by, at=at):
        return offer
    confirm_back(offer, wording="offer_confirmed", by=by, at=at)
    kind = "offer.taken" if answer == Answer.YES else "offer.turned_down"
    record(kind, offer, by=by, at=at, case=offer.case, facts=offer.with_confirmation)
    return offer
