"""What still counts on a colleague at work: stages and meetings need a successor first."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Appointment, Stage
from slovo.domain.staff.actions.users import ColleagueIsNeeded
from slovo.domain.staff.models import User


def refuse_while_at_work(user: User) -> None:
    """Raises `ColleagueIsNeeded` with a line for each stage and each meeting to come."""
    rows = list(_counting_on(user))
    if rows:
        sentence = _("%(name)s is still needed here. Give each of these to somebody else first.")
        raise ColleagueIsNeeded(sentence % {"name": user.full_name}, rows)


def _counting_on(user: User) -> Iterator[str]:
    stages = Stage.objects.filter(owner=user, passed_at=None, engagement__ended_at=None)
    for stage in stages.select_related("engagement").order_by("pk"):
        names = {"stage": stage.name, "title": stage.engagement.title}
        yield _("Stage “%(stage)s” of “%(title)s”") % names
    watched = Q(meetings__next_at__isnull=False)
    meetings = Appointment.objects.filter(watched, owner=user, cancelled_at=None).distinct()
    for appointment in meetings.order_by("pk"):
        yield _("Meeting “%(title)s”") % {"title": appointment.title}
