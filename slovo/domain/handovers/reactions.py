"""Nobody leaves, is away for long or stops being a principal while clients count on it (R020)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.handovers.holdings import Holding, holdings_of, without_stand_in
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.staff.actions.users import ColleagueIsNeeded
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role

LONG_ABSENCE, MOST_NAMED = 14, 5


class ClientsKnowNobodyElse(ColleagueIsNeeded):
    """He is away for two weeks or more, and these clients were introduced to no one."""


@on("user.left")
def _left(event: Event) -> None:
    user = User.objects.get(pk=int(event.subject.partition(":")[2]))
    held = holdings_of(user)
    if held:
        sentence = _("%(name)s is still needed here. Give each of these to somebody else first.")
        raise ColleagueIsNeeded(sentence % {"name": user.full_name}, lines(held))


@on("user.changed")
def _is_no_principal(event: Event) -> None:
    roles = event.refs.get("roles") or {"before": [], "after": []}
    if Role.PRINCIPAL not in roles["before"] or Role.PRINCIPAL in roles["after"]:
        return
    user = User.objects.get(pk=int(event.subject.partition(":")[2]))
    held = [each for each in holdings_of(user) if each.needs_principal]
    if held:
        sentence = ngettext(
            "%(name)s answers for the firm to %(count)s client: %(first)s.",
            "%(name)s answers for the firm to %(count)s clients: %(first)s and others.",
            len(held),
        )
        first = held[0].person.full_name
        names = {"name": user.full_name, "count": len(held), "first": first}
        raise ColleagueIsNeeded(sentence % names, lines(held))


@on("absence.added")
def _is_away_for_long(event: Event) -> None:
    first_day, last_day = (date.fromisoformat(day) for day in event.refs["days"])
    if (last_day - first_day).days + 1 < LONG_ABSENCE:
        return
    user = User.objects.get(pk=event.refs["user"])
    held = without_stand_in(user, first_day, last_day)
    if held:
        sentence = ngettext(
            "Two weeks or more: first introduce who stands in to %(count)s client: %(names)s.",
            "Two weeks or more: first introduce who stands in to %(count)s clients: %(names)s.",
            len(held),
        )
        names = ", ".join(each.person.full_name for each in held[:MOST_NAMED])
        said = names if len(held) <= MOST_NAMED else f"{names}…"
        values = {"count": len(held), "names": said}
        raise ClientsKnowNobodyElse(sentence % values, lines(held))


def lines(held: list[Holding]) -> list[str]:
    return [f"{each.person.full_name}: {', '.join(each.words())}" for each in held]
