"""What was agreed with a client, and who keeps it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import ServiceClass

SIDES = (
    "title",
    "person_id",
    "organisation_id",
    "service_class_id",
    "principal_id",
    "handler_id",
    "answerer_id",
    "deputy_id",
    "signed_at",
)


class EngagementRefused(Refusal):
    """An agreement needs a title, and people who are still in the firm."""


class DoesNotStandForIt(Refusal):
    """The person does not stand for this organisation: he cannot agree in its name."""


@transaction.atomic
def save_engagement(  # noqa: PLR0913 - an agreement has this many sides
    engagement: Engagement | None,
    *,
    title: str,
    person: Person,
    organisation: Organisation | None = None,
    service_class: ServiceClass,
    principal: User,
    handler: User,
    answerer: User,
    deputy: User | None = None,
    signed_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> Engagement:
    refuse_unless_allowed("save_engagement", by)
    known = engagement or Engagement()
    before = _sides(known)
    known.title, known.person, known.organisation = title.strip(), person, organisation
    known.service_class, known.principal = service_class, principal
    known.handler, known.answerer, known.deputy = handler, answerer, deputy
    known.signed_at = signed_at
    _refuse_unusable(known)
    changed = [side for side, value in _sides(known).items() if before[side] != value]
    if engagement is None or changed:
        known.save()
        kind = "engagement.made" if engagement is None else "engagement.changed"
        record(kind, known, by=by, at=at, changed=changed)
        for user in {handler.pk: handler, answerer.pk: answerer}.values():
            hold_relationship(person, user=user, by=by, at=at)
    return known


@transaction.atomic
def end_engagement(engagement: Engagement, *, by: Doer, at: datetime) -> Engagement:
    """Nothing new is opened under it; what is open goes on."""
    refuse_unless_allowed("save_engagement", by)
    if Engagement.objects.filter(pk=engagement.pk, ended_at=None).update(ended_at=at):
        engagement.ended_at = at
        record("engagement.ended", engagement, by=by, at=at)
    return engagement


def _refuse_unusable(engagement: Engagement) -> None:
    if not engagement.title:
        raise EngagementRefused(_("Write what the agreement is about."))
    for user in (
        engagement.principal,
        engagement.handler,
        engagement.answerer,
        engagement.deputy,
    ):
        if user is not None and not user.is_active:
            sentence = _("%(name)s has left the firm: choose somebody else.")
            raise EngagementRefused(sentence % {"name": user.full_name})
    organisation = engagement.organisation
    if organisation is None:
        return
    standings = engagement.person.standings.filter(organisation=organisation, to_date=None)
    if not standings.exists():
        sentence = _("%(person)s does not stand for %(organisation)s.")
        names = {"person": engagement.person.full_name, "organisation": organisation.name}
        raise DoesNotStandForIt(sentence % names)


def _sides(engagement: Engagement) -> dict[str, object]:
    return {side: getattr(engagement, side) for side in SIDES}
