"""What the rota hears of from below, in the transaction where it happened."""

from django.utils.translation import gettext as _

from slovo.domain.duty.rota import ahead_of, running_of
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.staff.actions.users import ColleagueIsNeeded
from slovo.domain.staff.models import User


@on("user.left")
def _left(event: Event) -> None:
    """Somebody who is on the rota leaves when his duties are somebody else's."""
    user = User.objects.get(pk=int(event.subject.partition(":")[2]))
    running = running_of(user, event.at)
    rows = [_("Duty that comes again, team %(team)s") % {"team": one.team} for one in running]
    ahead = ahead_of(user, event.at)
    rows += [_("Duty on %(day)s, team %(team)s") % {"day": s.day, "team": s.team} for s in ahead]
    if rows:
        sentence = _("%(name)s is still on the rota. Give the duties to somebody else first.")
        raise ColleagueIsNeeded(sentence % {"name": user.full_name}, rows)
