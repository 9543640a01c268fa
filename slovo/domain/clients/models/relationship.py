from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.clients.models.person import Person
from slovo.domain.staff.levels import Level, sees_all
from slovo.domain.staff.models import User
from slovo.lib.prepared import PreparedModels


class RelationshipQuery(models.QuerySet["Relationship"]):
    def running(self) -> "RelationshipQuery":
        return self.filter(ended_at=None)


class Relationship(models.Model):
    """A client trusts this colleague; who has held it longest is the one he turns to (R020)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="relationships")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[RelationshipQuery] = RelationshipQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"],
                condition=Q(ended_at=None),
                name="one_relationship_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.user}"


def holders_of(person: Person) -> list[Relationship]:
    """Whom he trusts here, the longest first."""
    return _HOLDERS(person=person.pk)


def readable(rows: Any, user: User, author: str) -> Any:
    """Of rows about a person, each with its level and its author, those he may read (R018)."""
    if not user.may("see_cases"):
        return rows.none()
    if sees_all(user):
        return rows
    return readable_by(rows, user, author)


def readable_by(rows: Any, user: User | int, author: str) -> Any:
    """The same for a colleague who does not read everything."""
    trusted = Relationship.objects.running().filter(user=user).values("person")
    theirs = Q(level=Level.RELATIONSHIP, person__in=trusted)
    return rows.filter(Q(level=Level.TEAM) | Q(**{author: user}) | theirs)


_HOLDERS = PreparedModels(
    Relationship,
    lambda person: (
        Relationship.objects.running()
        .filter(person=person)
        .select_related("user")
        .order_by("since", "pk")
    ),
)
