from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.models import Deed, RealAction, Starter
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotDoneYet(Refusal):
    """Only what was done can be noted."""


class DeedUnclear(Refusal):
    """It is said what was done, in words, and whose idea it was."""


@transaction.atomic
def note_real_action(
    person: Person,
    *,
    kind: str,
    words: str,
    done_at: datetime | None = None,
    started_by: str = Starter.US,
    by: User,
    at: datetime,
) -> RealAction:
    """A call, a visit, a warning, work: what no letter or promise shows. Noted twice, it is one."""
    refuse_unless_allowed("note_real_action", by)
    done_at = done_at or at
    if kind not in Deed.values or started_by not in Starter.values:
        raise DeedUnclear(_("Say what it was, and who began it."))
    if not words.strip():
        raise DeedUnclear(_("Say in a line what it was about."))
    if done_at > at:
        raise NotDoneYet(_("It has not happened yet."))
    people = Person.objects.select_for_update().filter(pk=person.pk)
    said = {"person": people.get(), "kind": kind, "done_at": done_at, "done_by": by}
    known = RealAction.objects.filter(**said).first()
    if known:
        return known
    made = RealAction.objects.create(
        **said, started_by=started_by, words=words.strip()[:1000], noted_at=at
    )
    record(
        "realaction.noted",
        made,
        by=by,
        at=at,
        person=person.pk,
        about=kind,
        started_by=started_by,
    )
    return made
