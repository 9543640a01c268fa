from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.models import VoiceWish
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

USUAL = 90
OFFERED = (30, 60, 90, 180, 365, 0)


class WishUnclear(Refusal):
    """How often he wants to be called: one of the answers offered, or never."""


@transaction.atomic
def wish_voice(person: Person, *, every_days: int, by: User, at: datetime) -> None:
    """What he said about calls of ours; 90 days is what everybody has. Said twice, said once."""
    refuse_unless_allowed("save_preference", by)
    if every_days not in OFFERED:
        raise WishUnclear(_("Choose one of the answers in the list."))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    known = VoiceWish.objects.filter(person=person).first()
    if (known.every_days if known else USUAL) == every_days:
        return
    row = known or VoiceWish(person=person)
    row.every_days, row.heard_by, row.said_at = every_days, by, at
    row.save()
    record("voicewish.said", row, by=by, at=at, person=person.pk, every_days=every_days)
