"""Dates in the letters of the demo: whoever wrote one said soon after that it was no promise."""

from datetime import timedelta

from slovo.domain.promises.actions.dates import set_date_aside
from slovo.domain.promises.actions.reviewing import WITHIN
from slovo.domain.promises.models import FoundDate
from slovo.interfaces.commands.demo.morning import Morning

SOON = timedelta(hours=1)


def decide_dates(m: Morning) -> None:
    listed = FoundDate.objects.to_review().filter(found_at__lt=m.now - WITHIN).order_by("pk")
    for found in listed.select_related("author", "case"):
        set_date_aside(found, by=found.author, at=found.found_at + SOON)
