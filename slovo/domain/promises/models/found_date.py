from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.staff.models import User

OPEN = Q(promise=None, aside_at=None)


class FoundDateQuery(models.QuerySet["FoundDate"]):
    def visible_to(self, user: User) -> "FoundDateQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def in_draft(self, case: Case, author: User) -> "FoundDateQuery":
        """What he decided about the letter he is writing."""
        return self.filter(case=case, author=author, message=None)

    def to_review(self) -> "FoundDateQuery":
        """The client has read them, and nobody says whether they are promises."""
        return self.filter(OPEN, review_by__isnull=False, message__delivered_at__isnull=False)

    def due(self, at: datetime) -> "FoundDateQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


class FoundDate(models.Model):
    """A date in a colleague's words to a client: promised, set aside, or still to be looked at."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="found_dates")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(
        Message,
        null=True,
        on_delete=models.CASCADE,
        related_name="found_dates",
        help_text="the letter that left with it; none while it is written",
    )
    words = models.CharField(max_length=200)
    due_at = models.DateTimeField(help_text="what the words mean")
    found_at = models.DateTimeField()
    promise = models.ForeignKey(
        Promise, null=True, on_delete=models.SET_NULL, related_name="found_dates"
    )
    aside_at = models.DateTimeField(null=True, help_text="somebody said: not a promise")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    review_by = models.DateTimeField(null=True, help_text="looked at until then, else we are told")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[FoundDateQuery] = FoundDateQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "author", "words"],
                condition=Q(message=None),
                name="one_decision_about_words_of_a_draft",
            ),
            models.UniqueConstraint(
                fields=["message", "words"], name="the_same_words_of_a_letter_once"
            ),
            models.CheckConstraint(
                condition=Q(promise=None) | Q(aside_at=None),
                name="a_date_is_promised_or_set_aside",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="found_date_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["review_by", "id"],
                name="found_date_to_review",
                condition=Q(promise=None, aside_at=None, review_by__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.promise_id is None and self.aside_at is None
