from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.actors import Actor
from slovo.domain.staff.names import initials
from slovo.domain.staff.rights import RIGHTS, Role
from slovo.lib.rows import every, first
from slovo.lib.worktime import WorkingHours
from slovo.lib.worktime.week import DAYS


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


class Cover(models.TextChoices):
    """When somebody of the team must be on duty."""

    ALWAYS = "always", _("Round the clock")
    WINDOW = "window", _("Every day between two hours")
    OUTSIDE = "outside", _("Outside the firm’s working hours")


class Team(models.Model):
    """Colleagues who take duty in turn: when one of them must be there, and who takes over then."""

    name = models.CharField(max_length=80, unique=True)
    zone = models.CharField(max_length=64, default="Europe/Kyiv")
    cover = models.CharField(max_length=8, choices=Cover, default=Cover.OUTSIDE)
    opens = models.PositiveSmallIntegerField(default=0, help_text="minute of the day")
    closes = models.PositiveSmallIntegerField(default=24 * 60, help_text="1440 is the day's end")
    otherwise = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, help_text="who answers outside its hours"
    )
    members = models.ManyToManyField(User, related_name="teams")
    takes_inbound = models.BooleanField(
        default=False, help_text="what clients write outside the firm's hours goes to it"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["takes_inbound"],
                condition=models.Q(takes_inbound=True),
                name="one_team_takes_what_comes_in",
            ),
            models.CheckConstraint(
                condition=models.Q(opens__lt=24 * 60, closes__gt=0, closes__lte=24 * 60),
                name="a_window_lies_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def window(self) -> WorkingHours:
        """Every day from `opens` to `closes`; through midnight when it closes before it opens."""
        halves = [(self.opens, self.closes)]
        if self.closes <= self.opens:
            halves = [(0, self.closes), (self.opens, 24 * 60)]
        windows = [[_hour(minute) for minute in half] for half in halves]
        return WorkingHours.from_dict({"tz": self.zone, "week": dict.fromkeys(DAYS, windows)})

    @property
    def window_words(self) -> str:
        return f"{_hour(self.opens)}–{_hour(self.closes)}"


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def principals() -> list[User]:
    """Every colleague who answers for the firm, oldest first."""
    return [user for user in every(User, left_at=None) if user.has_role(Role.PRINCIPAL)]


def first_principal() -> User | None:
    """The oldest of them, who mostly is the first colleague of all."""
    oldest = first(User, left_at=None)
    if oldest is None or oldest.has_role(Role.PRINCIPAL):
        return oldest
    return next(iter(principals()), None)
