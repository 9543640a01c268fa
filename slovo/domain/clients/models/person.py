from typing import ClassVar

from django.db import models

from slovo.domain.journal.actors import Actor
from slovo.domain.staff.models import User
from slovo.domain.staff.names import initials
from slovo.lib.rows import first, join


class Dialled(models.Func):
    """A telephone number without what people put between its digits; the same words as its index.

    `phone` is kept so that this is what is dialled from anywhere (`phones.kept`).
    """

    function = "REPLACE"
    arity = 1
    template = (
        "REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(%(expressions)s,"
        " ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', '')"
    )
    output_field = models.CharField()


class OrganisationQuery(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> "OrganisationQuery":
        return self if user.may("see_cases") else self.none()


class PersonQuery(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> "PersonQuery":
        return self.unmerged() if user.may("see_cases") else self.none()

    def unmerged(self) -> "PersonQuery":
        """Without those who turned out to be somebody else."""
        return self.filter(merged_into=None)


class Organisation(models.Model):
    """A company, office or household that people stand for."""

    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True, help_text="registration number")
    country = models.CharField(max_length=2, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()

    objects: ClassVar[OrganisationQuery] = OrganisationQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """The client: a human being, whatever he stands for today (R019)."""

    full_name = models.CharField(max_length=200)
    called = models.CharField(
        max_length=120, blank=True, help_text="form of address, as he likes it"
    )
    language = models.CharField(max_length=5, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    says_organisation = models.CharField(
        max_length=200, blank=True, help_text="his own words on a public form; nobody confirmed it"
    )
    principal = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="merged",
        db_index=False,
        help_text="he is the same as this person, who has all that was his",
    )
    made_at = models.DateTimeField()

    objects: ClassVar[PersonQuery] = PersonQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["full_name"]
        indexes = [
            models.Index(fields=["full_name", "id"], name="person_by_name"),
            models.Index(Dialled("phone"), name="person_by_number"),
            models.Index(  # of the few: SQLite would look for everybody else in it
                fields=["merged_into"],
                name="person_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def initials(self) -> str:
        return initials(self.full_name)

    def as_actor(self) -> Actor:
        return Actor("person", self.pk, self.full_name)

    @property
    def kept(self) -> "Person":
        """Himself, or whom he turned out to be."""
        return self.merged_into.kept if self.merged_into else self

    @property
    def address(self) -> "Address | None":
        """Where we write to him: the oldest address that works."""
        ranked = sorted(self.addresses.all(), key=lambda a: (a.unreachable_at is not None, a.pk))
        return ranked[0] if ranked else None


class Address(models.Model):
    """A mail address of one person; it may have stopped working."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    email = models.CharField(max_length=254, unique=True, help_text="lower case")
    unreachable_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.email


class Standing(models.Model):
    """A person stands for an organisation, from one day to another; maybe for several."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standings")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="standings"
    )
    job = models.CharField(max_length=120, blank=True)
    topics = models.CharField(max_length=300, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(to_date=None),
                name="stands_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


def normal_email(email: str) -> str:
    return email.strip().lower()


def person_of(email: str) -> Person | None:
    """Whose address this is, or nobody's yet."""
    address = first(Address, email=normal_email(email))
    if address is None:
        return None
    join(address, "person")
    return address.person
