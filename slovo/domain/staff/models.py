from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.actors import Actor
from slovo.domain.staff.names import initials
from slovo.domain.staff.rights import RIGHTS, Role
from slovo.lib.rows import every, first


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A colleague who signs in. Leaving is a stamp, never a deletion."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    job = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="en")
    zone = models.CharField(max_length=64, default="Europe/Kyiv")
    theme = models.CharField(max_length=5, blank=True)
    signature = models.TextField(blank=True)
    calendar = models.ForeignKey(
        Calendar,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="his own working hours, else the firm's",
    )
    promise_minutes_a_day = models.PositiveIntegerField(
        null=True, help_text="how much of a day he can promise, else all of it"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.left_at is None

    @property
    def initials(self) -> str:
        return initials(self.full_name)

    def as_actor(self) -> Actor:
        return Actor("user", self.pk, self.full_name)

    def has_role(self, role: str) -> bool:
        return role in self.roles

    def may(self, verb: str) -> bool:
        """Whether one of his roles has the right to `verb` (the table of rights)."""
        return self.is_active and any(role in RIGHTS[verb] for role in self.roles)

    @property
    def is_staff(self) -> bool:
        return False

    def has_perm(self, *_: Any) -> bool:
        return False


class Firm(models.Model):
    """The house itself: one row."""

    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="Europe/Kyiv")
    language = models.CharField(max_length=5, default="en")
    country = models.CharField(max_length=2, default="UA")
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT)
    front_desk = models.ForeignKey(
        User,
        null=True,
        on_delete=models.SET_NULL,
        help_text=_("who takes a new request when nobody else is named"),
    )
    kind = models.CharField(max_length=5, default="real", help_text="real, trial or demo")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_firm")]

    def __str__(self) -> str:
        return self.name

    @property
    def may_move_clock(self) -> bool:
        return self.kind in ("trial", "demo")

    @classmethod
    def current(cls) -> "Firm | None":
        return first(cls, pk=1)


class Absence(models.Model):
    """Days on which a colleague is away: nothing of his fits there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="an_absence_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["user", "last_day"], name="absence_of_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.first_day}–{self.last_day}"


def principals() -> list[User]:
    """Every colleague who answers for the firm, oldest first."""
    return [user for user in every(User, left_at=None) if user.has_role(Role.PRINCIPAL)]


def first_principal() -> User | None:
    """The oldest of them, who mostly is the first colleague of all."""
    oldest = first(User, left_at=None)
    if oldest is None or oldest.has_role(Role.PRINCIPAL):
        return oldest
    return next(iter(principals()), None)
