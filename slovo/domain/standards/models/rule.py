from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Rule(models.Model):
    """A rule of the house under its number. What it says stands in its versions (R090)."""

    number = models.CharField(max_length=20, unique=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rules")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, help_text="nobody may cite it any more")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class VersionQuery(models.QuerySet["RuleVersion"]):
    def begun(self, day: date) -> "VersionQuery":
        """What is or was in force by that day, of rules that still stand."""
        return self.filter(since__lte=day, rule__retired_at=None)

    def in_force(self, day: date) -> "VersionQuery":
        """Of each rule that stands the one version that holds on that day."""
        newer = RuleVersion.objects.filter(
            rule=OuterRef("rule"), version__gt=OuterRef("version"), since__lte=day
        )
        return self.begun(day).filter(~Exists(newer)).order_by("rule__number")


@vouched("ruleversion")
class RuleVersion(models.Model):
    """What a rule says, from a day on until the next version; an old one is never rewritten."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    since = models.DateField(help_text="in force from this day")
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar[VersionQuery] = VersionQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["rule", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "version"], name="a_version_of_a_rule_is_one"),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(text=""), name="a_rule_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.number} v{self.version}"

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "rule": self.rule_id,
            "version": self.version,
            "title": self.title,
            "text": self.text,
            "since": self.since,
        }


class Act(models.TextChoices):
    """What is decided by a rule, and never by somebody's word alone."""

    REFUSAL = "refusal", _("Refused")
    EXCEPTION = "exception", _("Exception")
    PARTING = "parting", _("Parting")
    REJECTION = "rejection", _("Complaint rejected")


@vouched("citation")
class Citation(models.Model):
    """Somebody decided by a rule: which version, what it was, and whether a newer one held."""

    version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="citations")
    act = models.CharField(max_length=10, choices=Act)
    subject = models.CharField(max_length=40, help_text="what was decided, such as decision:7")
    case_id = models.BigIntegerField(null=True, help_text="the case it lies in, if any")
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()
    is_outdated = models.BooleanField(default=False, help_text="a newer version was in force")

    class Meta:
        ordering = ["-cited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "act"], name="one_rule_for_one_decision")
        ]
        indexes = [models.Index(fields=["version", "-cited_at"], name="citation_of_version")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "version": self.version_id,
            "act": self.act,
            "subject": self.subject,
            "cited_at": self.cited_at,
            "is_outdated": self.is_outdated,
        }
