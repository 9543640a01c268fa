from django.db import models

from slovo.domain.cases.models.case import Case


class Unindexed(models.Model):
    """A case that search does not know as it is: the keeper enters it, then this row goes."""

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="unindexed"
    )
