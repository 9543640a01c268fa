"""«Less», «not at all», «not by letter»: it holds at once, for what is on its way, too (R067)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.approaching import cancel_approach, hold_again
from slovo.domain.courtesy.actions.posting import confirm_preference, language_of
from slovo.domain.courtesy.letters import confirmation
from slovo.domain.courtesy.manners import Manners
from slovo.domain.courtesy.models import CAPPED, Approach, Channel, Level, Preference
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

WEIGHT = {Level.USUAL: 0, Level.LESS: 1, Level.NONE: 2}


class UnknownPreference(Refusal):
    """There are three levels, and only channels we have can be refused."""


class HisWordsMissing(Refusal):
    """He asked for less; only his own words bring more again."""


@transaction.atomic
def save_preference(
    person: Person,
    *,
    level: str,
    refused: Iterable[str] = (),
    words: str = "",
    is_unseen: bool = False,
    by: Doer,
    at: datetime,
) -> Preference:
    """What he said, by himself or to a colleague. `is_unseen`: he pressed it in a mail program.

    Said twice it is said once. A colleague may make it less at once, more only with his words.
    """
    refuse_unless_allowed("save_preference", by)
    refused = sorted(set(refused))
    if level not in Level.values or not set(refused) <= set(Channel.values):
        raise UnknownPreference(_("Choose one of the answers in the list."))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    row = Preference.objects.filter(person=person).first() or Preference(person=person)
    if row.pk and (row.level, row.refused) == (level, refused):
        return row
    colleague = by if isinstance(by, User) else None
    is_more = WEIGHT[Level(level)] < WEIGHT[Level(row.level)] or set(row.refused) - set(refused)
    if colleague and is_more and not words.strip():
        raise HisWordsMissing(_("Write down the client’s own words: only they bring more again."))
    row.level, row.refused, row.said_at = level, refused, at
    row.heard_by, row.words = colleague, words.strip()[:300]
    row.save()
    record("preference.changed", row, by=by, at=at, person=person.pk, level=level, refused=refused)
    _thin_out(person, row, by=by, at=at)
    if colleague or is_unseen:
        with translation.override(language_of(person)):
            confirm_preference(row, confirmation(row), by=by, at=at)
    return row


def _thin_out(person: Person, row: Preference, *, by: Doer, at: datetime) -> None:
    """Of what waits as much stays as his cap of a week lets through; the oldest stay."""
    most = Manners.of(person).limits[0].most
    kept = 0
    for approach in _queued(person):
        if row.level == Level.NONE or row.is_refused(approach.channel):
            cancel_approach(approach, why="turned_down", by=by, at=at)
        elif row.level == Level.LESS and approach.kind in CAPPED:
            kept += 1
            if kept > most:
                cancel_approach(approach, why="turned_down", by=by, at=at)
            else:
                hold_again(approach, by=by, at=at)


def _queued(person: Person) -> list[Approach]:
    """What waits for its time or for the mail server, the oldest first."""
    his = Approach.objects.filter(person=person)
    rows = his.held() | his.filter(delivery__isnull=False).on_its_way()
    return list(rows.order_by("asked_at", "pk"))
