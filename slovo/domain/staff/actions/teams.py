"""Teams: who takes duty in turn, and when one of them must be there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Cover, Team, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import zones

DAY_MINUTES = 24 * 60
SIDES = ("name", "zone", "cover", "opens", "closes", "otherwise_id", "takes_inbound")


class TeamRefused(Refusal):
    """A team needs a name of its own, a zone, members, and hours that lie within a day."""


@transaction.atomic
def save_team(  # noqa: PLR0913 - a team has this many sides
    team: Team | None,
    *,
    name: str,
    zone: str,
    members: Iterable[User],
    cover: str = Cover.OUTSIDE,
    opens: int = 0,
    closes: int = DAY_MINUTES,
    otherwise: Team | None = None,
    takes_inbound: bool = False,
    by: Doer,
    at: datetime,
) -> Team:
    """`opens` and `closes` are minutes of the day by its zone. One team takes what comes in."""
    refuse_unless_allowed("save_team", by)
    known = Team.objects.select_for_update().get(pk=team.pk) if team else Team()
    before = {side: getattr(known, side) for side in SIDES}
    known.name, known.zone, known.cover = name.strip(), zone, Cover(cover)
    known.opens, known.closes, known.otherwise = opens, closes, otherwise
    known.takes_inbound = takes_inbound
    people = sorted({user.pk for user in members if user.is_active})
    _refuse_unusable(known, people)
    if takes_inbound:
        Team.objects.filter(takes_inbound=True).exclude(pk=known.pk).update(takes_inbound=False)
    known.save()
    changed = [side for side in SIDES if before[side] != getattr(known, side)]
    if people != list(known.members.order_by("pk").values_list("pk", flat=True)):
        known.members.set(people)
        changed.append("members")
    if changed:
        record("team.saved", known, by=by, at=at, changed=changed, members=people)
    return known


def _refuse_unusable(team: Team, people: list[int]) -> None:
    if not team.name:
        raise TeamRefused(_("Write the name of the team."))
    if not zones.is_zone(team.zone):
        raise TeamRefused(_("Nobody knows the time zone “%(zone)s”.") % {"zone": team.zone})
    if not people:
        raise TeamRefused(_("Choose who belongs to the team."))
    is_within = 0 <= team.opens < DAY_MINUTES and 0 < team.closes <= DAY_MINUTES
    if not is_within or team.opens == team.closes:
        raise TeamRefused(_("Say from which hour of the day to which, such as 08:00 to 24:00."))
    if team.otherwise and team.otherwise.pk == team.pk:
        raise TeamRefused(_("Outside its hours another team takes over, not the same one."))
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise TeamRefused(_("There is a team of this name already."))
