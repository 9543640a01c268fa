"""What the rota hears of from below, in the transaction where it happened."""

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.staff.actions.users import ColleagueIsNeeded
from slovo.domain.staff.models import User


@on("user.left")
def _left(event: Event) -> None:
    """Somebody who is on the rota leaves when his duties are somebody else's."""
    user = User.objects.get(pk=int(event.subject.partition(":")[2]))
    running = Pattern.objects.filter(user=user, ended_at=None)
    running = running.exclude(last_day__lt=event.at.date())
    rows = [_("Duty that comes again, team %(team)s") % {"team": one.team} for one in running]
    ahead = Shift.objects.standing().filter(Q(pattern=None), user=user, ends_at__gt=event.at)
    rows += [_("Duty on %(day)s, team %(team)s") % {"day": s.day, "team": s.team} for s in ahead]
    if rows:
        sentence = _("%(name)s is still on the rota. Give the duties to somebody else first.")
        raise ColleagueIsNeeded(sentence % {"name": user.full_name}, rows)
