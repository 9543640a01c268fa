from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.models import Mood
from slovo.domain.loyalty.moods import Thing, about, felt_at, person_of
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

MARKS = (-2, -1, 0, 1, 2)


class MoodUnclear(Refusal):
    """Both moods are said, from -2 to 2, or neither."""


@transaction.atomic
def say_mood(thing: Thing, *, client: int | None, ours: int | None, by: User, at: datetime) -> Mood:
    """Both empty: it is skipped, which is shown as a gap. What was said last holds."""
    refuse_unless_allowed("note_real_action", by)
    if (client, ours) != (None, None) and not {client, ours} <= set(MARKS):
        raise MoodUnclear(_("Say both moods, from −2 to +2, or skip it."))
    person = Person.objects.select_for_update().get(pk=person_of(thing))
    sides = {"client": client, "ours": ours, "said_by": by, "said_at": at}
    known = Mood.objects.filter(about=about(thing)).first()
    if known and (known.client, known.ours) == (client, ours):
        return known
    mood, _made = Mood.objects.update_or_create(
        about=about(thing), defaults={"person": person, "felt_at": felt_at(thing), **sides}
    )
    record("mood.said", mood, by=by, at=at, person=person.pk, about=mood.about)
    return mood
