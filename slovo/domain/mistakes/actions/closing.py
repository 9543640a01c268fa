"""A mistake is over when the client says so, nothing is left open, and everybody knows why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import keep, latest, refuse_ended
from slovo.domain.mistakes.failures import bars_closing
from slovo.domain.mistakes.models import STAMPS, Mistake
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class StampIsMissing(Refusal):
    """A step is not done; the sentence names each that is missing."""


class DamageUnanswered(Refusal):
    """Did the client lose anything? And if so: what do we say to it?"""


class CauseIsMissing(Refusal):
    """What went wrong has a cause: the next time is known by it."""


class PrincipalCloses(Refusal):
    """The same went wrong for this client within 180 days: only a principal closes it (R029)."""


class PayoutIsMissing(Refusal):
    """A damage that was claimed cannot be denied by a tick."""


@transaction.atomic
def answer_damage(mistake: Mistake, *, has_damage: bool, by: User, at: datetime) -> Mistake:
    """Did the client lose anything? What was claimed stays claimed."""
    refuse_unless_allowed("open_mistake", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    if mistake.has_damage == has_damage:
        return mistake
    if not has_damage and mistake.damages.exists():
        raise PayoutIsMissing(_("A damage is claimed already. Decide about it instead."))
    mistake.has_damage, mistake.damage_asked_at = has_damage, at
    return keep("mistake.weighed", mistake, by=by, at=at)


@transaction.atomic
def close_mistake(mistake: Mistake, *, by: User, at: datetime) -> Mistake:
    """Every stamp stands, its cause is named, the damage is answered."""
    refuse_unless_allowed("close_mistake", by)
    mistake = latest(mistake)
    if mistake.closed_at:
        return mistake
    if missing := mistake.missing:
        names = ", ".join(str(STAMPS[name]) for name in missing)
        raise StampIsMissing(_("This is still missing: %(names)s.") % {"names": names})
    if mistake.cause is None:
        raise CauseIsMissing(_("Name the cause first."))
    _refuse_unanswered(mistake)
    if bars_closing(mistake.subject, by):
        sentence = _(
            "The same went wrong for %(name)s within 180 days. Only a principal closes it."
        )
        raise PrincipalCloses(sentence % {"name": mistake.case.person.full_name})
    mistake.closed_at, mistake.closed_by = at, by
    return keep("mistake.closed", mistake, by=by, at=at)


def _refuse_unanswered(mistake: Mistake) -> None:
    if mistake.has_damage is None:
        raise DamageUnanswered(_("Did the client lose anything? Answer that first."))
    damages = mistake.damages.all()
    if mistake.has_damage and not damages and not mistake.verdicts.all():
        raise DamageUnanswered(
            _("The client lost something. Write down what, and how it is shown.")
        )
    if any(damage.decided_at is None for damage in damages):
        raise DamageUnanswered(_("A damage is claimed, and nobody has decided about it."))
