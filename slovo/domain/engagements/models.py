from typing import ClassVar

from django.db import models

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass


class EngagementQuery(models.QuerySet["Engagement"]):
    def visible_to(self, user: User) -> "EngagementQuery":
        return self if user.may("see_cases") else self.none()


class Engagement(models.Model):
    """What was agreed with a client: the class he counts on, and who works for him."""

    title = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="engagements"
    )
    service_class = models.ForeignKey(ServiceClass, on_delete=models.PROTECT)
    principal = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[EngagementQuery] = EngagementQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return self.title


def engagement_of(person: Person, organisation: Organisation | None = None) -> Engagement | None:
    """The running engagement a new letter of `person` belongs to; the newest if he has several."""
    running = person.engagements.filter(ended_at=None)
    if organisation is not None:
        running = running.filter(organisation=organisation)
    if not running.exists():  # most letters come from people without one
        return None
    return running.select_related(
        "organisation",
        "service_class__calendar",
        "principal",
        "handler",
        "answerer",
        "deputy",
    ).first()
