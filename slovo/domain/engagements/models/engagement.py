from typing import Any, ClassVar

from django.db import models

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass
from slovo.lib.rows import first


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
    sides: dict[str, Any] = {"organisation_id": organisation.pk} if organisation else {}
    if not first(Engagement, person_id=person.pk, ended_at=None, **sides):
        return None  # as most letters come from people without one
    return (
        Engagement.objects.filter(person=person, ended_at=None, **sides)
        .select_related(
            "organisation",
            "service_class__calendar",
            "principal",
            "handler",
            "answerer",
            "deputy",
        )
        .first()
    )
