"""What an agreement at work hears of from below, in the transaction where it happened."""

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Message
from slovo.domain.courtesy.models import Approach
from slovo.domain.delivery.actions.decisions import confirm_decision
from slovo.domain.delivery.actions.reminding import say_question_again
from slovo.domain.delivery.leaving import refuse_while_at_work
from slovo.domain.delivery.models import Decision, Requirement
from slovo.domain.delivery.models.requirement import OPEN
from slovo.domain.delivery.questions import KINDS
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User


@on("message.delivered")
def _delivered(event: Event) -> None:
    pk = int(event.subject.partition(":")[2])
    if Decision.objects.filter(confirmation=pk, confirmed_at=None).exists():
        confirm_decision(Message.objects.get(pk=pk), by=HOUSE, at=event.at)


@on("approach.freed")
def _may_be_asked_again(event: Event) -> None:
    if event.refs["about"].partition(":")[0] in KINDS:
        approach = Approach.objects.get(pk=int(event.subject.partition(":")[2]))
        say_question_again(approach, by=HOUSE, at=event.at)


class EngagementHasOpenRequirements(Refusal):
    """What he requires is neither met nor declined: the agreement goes on (R043)."""


@on("engagement.ended")
def _ended(event: Event) -> None:
    pk = int(event.subject.partition(":")[2])
    rows = Requirement.objects.filter(engagement=pk, state__in=OPEN).order_by("pk")
    open_ones = [_("“%(words)s”") % {"words": row.text} for row in rows]
    if open_ones:
        sentence = _(
            "It cannot end yet. Still open: %(what)s. Meet it, or decline it with a reason."
        )
        raise EngagementHasOpenRequirements(sentence % {"what": ", ".join(open_ones)})


@on("user.left")
def _left(event: Event) -> None:
    refuse_while_at_work(User.objects.get(pk=int(event.subject.partition(":")[2])))
