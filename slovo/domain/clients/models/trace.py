from django.db import models

from slovo.domain.clients.models.person import Person


class Look(models.Model):
    """How a person looked when he was last compared with everybody else."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="look")
    full_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    addresses = models.PositiveIntegerField(help_text="how many")
    total = models.BigIntegerField(help_text="their keys added up")
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.full_name


class Trace(models.Model):
    """By what a person may be known again: a number, a mailbox, how a part of the name sounds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "person"], name="one_trace_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Pair(models.Model):
    """Two persons who may be one, by one of their traces; the older stands first."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=8)
    key = models.CharField(max_length=254)
    is_sure = models.BooleanField(help_text="else it counts only within one organisation")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "reason"], name="paired_once_by_it"),
        ]
        indexes = [models.Index(fields=["reason", "key"], name="pair_by_its_key")]

    def __str__(self) -> str:
        return f"{self.one} ~ {self.other}"
