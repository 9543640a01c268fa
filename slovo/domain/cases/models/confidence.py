"""Who may read what a client told in confidence (R018): the one place where it is decided."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Q

from slovo.domain.staff.levels import Level, sees_all
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared, PreparedModels

if TYPE_CHECKING:
    from slovo.domain.cases.models.case import CaseQuery

Row = TypeVar("Row", bound=models.Model)
KNOWN = "_hides_cases"
HANDS = ("handler", "answerer", "deputy", "principal")


def hidden_from(user: User | int, *, leads: bool | None = None) -> "CaseQuery":
    """Cases in confidence that are not his. `leads`: whether he is a principal, for a key."""
    from slovo.domain.cases.models.case import Case

    leads = sees_all(user) if isinstance(user, User) else leads
    hands = Q(*[(hand, user) for hand in HANDS], _connector=Q.OR)
    if leads:
        return Case.objects.filter(confided_at__isnull=False, level=Level.CIRCLE).exclude(hands)
    his = Q(confided_by=user) | Q(hands, level__in=(Level.RELATIONSHIP, Level.CIRCLE))
    return Case.objects.filter(confided_at__isnull=False).exclude(his)


_HIDDEN = {
    leads: Prepared(
        lambda user, leads=leads: hidden_from(user, leads=leads).order_by().values_list("pk")[:1]
    )
    for leads in (False, True)
}


def hides_from(user: User) -> bool:
    """Whether any case is hidden from him: mostly none is, and lists stay as quick as they are.

    Asked once for each reader, who is loaded anew with each request.
    """
    known: bool | None = user.__dict__.get(KNOWN)
    if known is None:
        known = bool(_HIDDEN[sees_all(user)](user=user.pk))
        user.__dict__[KNOWN] = known
    return known


def shown_in(rows: Any, user: User, case: str = "case") -> Any:
    """Rows that belong to cases, without those of cases that are hidden from him."""
    return (
        rows.exclude(**{f"{case}__in": hidden_from(user).values("pk")})
        if hides_from(user)
        else rows
    )


def shown(asked: PreparedModels[Row], user: User, **values: Any) -> list[Row]:
    """The same of a question that stands ready; it must not be cut."""
    if not user.may("see_cases"):
        return []
    return list(shown_in(asked.build(**values), user)) if hides_from(user) else asked(**values)


def ready(
    asked: Callable[..., list[Any]],
    user: User,
    otherwise: Callable[[], Iterable[Any]],
    **values: datetime,
) -> list[Any]:
    """The question that stands ready for all cases; `otherwise` where one is hidden from him."""
    if not user.may("see_cases"):
        return []
    return list(otherwise()) if hides_from(user) else asked(**values)


class Confided(models.Model):
    """Something that may be told in confidence: to whom it is shown."""

    level = models.CharField(max_length=12, choices=Level, blank=True)
    confided_at = models.DateTimeField(null=True, help_text="since when not all may read it")
    confided_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    def is_shown_to(self, user: User) -> bool:
        """The same question as `visible_to`, of one that is loaded."""
        if not user.may("see_cases"):
            return False
        if not self.level:
            return True
        is_in_hand = user.pk in {getattr(self, f"{hand}_id") for hand in HANDS}
        if sees_all(user):
            return self.level != Level.CIRCLE or is_in_hand
        if self.confided_by_id == user.pk:
            return True
        return is_in_hand and self.level in (Level.RELATIONSHIP, Level.CIRCLE)


class Reading(models.Model):
    """Somebody read what was told in confidence, or tried to (R018)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="readings")
    message = models.ForeignKey(
        "cases.Message", null=True, on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_refused = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "-at"], name="reading_of_case")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
