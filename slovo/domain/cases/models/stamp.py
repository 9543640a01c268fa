from typing import Any

from django.db import models

from slovo.domain.cases.models.case import Case
from slovo.domain.journal.facts import vouched


@vouched("stamp")
class Stamp(models.Model):
    """A moment from which the silence strip and the time in the dark are computed; never edited."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stamps", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, help_text="see slovo.lib.silence")
    word_due_at = models.DateTimeField(null=True)
    message = models.ForeignKey(
        "cases.Message",
        null=True,
        on_delete=models.SET_NULL,
        related_name="stamps",
        db_index=False,
    )
    voided_at = models.DateTimeField(null=True, help_text="the letter came back: nothing was said")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at"], name="stamp_of_case")]

    def sealed_facts(self) -> dict[str, Any]:
        return {"case": self.case_id, "at": self.at, "kind": self.kind, "due": self.word_due_at}
