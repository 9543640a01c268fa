"""An agreement goes on with other people of ours."""

from datetime import datetime

from django.db import transaction

from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

HANDS = ("principal", "handler", "answerer", "deputy")


@transaction.atomic
def pass_engagement(
    engagement: Engagement, *, of: User, to: User, by: Doer, at: datetime
) -> Engagement:
    """In every place where `of` stood, `to` stands; nobody is his own deputy."""
    refuse_unless_allowed("introduce_successor", by)
    known = Engagement.objects.select_for_update().get(pk=engagement.pk)
    changed = [f"{hand}_id" for hand in HANDS if getattr(known, f"{hand}_id") == of.pk]
    for side in changed:
        setattr(known, side, to.pk)
    if known.deputy_id in (known.handler_id, known.answerer_id):
        known.deputy = None
    if changed:
        known.save()
        record("engagement.changed", known, by=by, at=at, changed=changed)
    return known


@transaction.atomic
def name_engagement_deputy(
    engagement: Engagement, *, deputy: User, by: Doer, at: datetime
) -> Engagement:
    """He stands in while a colleague is away."""
    refuse_unless_allowed("introduce_successor", by)
    known = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if deputy.pk not in (known.handler_id, known.answerer_id, known.deputy_id):
        known.deputy = deputy
        known.save(update_fields=["deputy"])
        record("engagement.changed", known, by=by, at=at, changed=["deputy_id"])
    return known
