from typing import ClassVar

from django.db import models

from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.staff.models import User, Users

HOST = "outside.invalid"
RIGHTS = frozenset(
    "see_cases assess_complaint investigate_complaint tell_progress answer_complaint "
    "tell_answer answer_case take_measure close_complaint close_case renew_outside_link".split()
)


class Outsider(User):
    """A named person outside of the firm who sees complaints through; he never signs in.

    To the desk he is somebody who has left, without roles. Behind his door he may what the owner
    of that one complaint may.
    """

    objects: ClassVar[Users] = Users()

    class Meta:
        proxy = True

    def may(self, verb: str) -> bool:
        return verb in RIGHTS


class OutsideDoor(models.Model):
    """A link by which an outside owner works on his complaint; the token itself is not kept."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="doors")
    user = models.ForeignKey(Outsider, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(revoked_at=None),
                name="one_door_of_a_complaint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.user}"
