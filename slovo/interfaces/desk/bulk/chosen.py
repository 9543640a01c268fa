"""The chosen cases: read from a form, shown with what would become of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.bulk import Chosen, Outcome, refuse_too_many
from slovo.domain.cases.lines import CaseLine, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from slovo.interfaces.desk.forms import moment_of
from slovo.interfaces.desk.obstacles import words_of
from slovo.lib import clock

MARK, NAME = "~", re.compile("[Ss]-[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Shown:
    """One chosen case on a page; `mark` says as what it was looked at."""

    number: int
    line: CaseLine | None
    why: str = ""

    @property
    def ref(self) -> str:
        return f"S-{self.number}"

    @property
    def url(self) -> str:
        return reverse("case-show", args=[self.number])

    @property
    def mark(self) -> str:
        seen = self.line.changed_at.isoformat() if self.line else ""
        return f"{self.ref}{MARK}{seen}"


def numbers_in(said: Iterable[str]) -> list[int]:
    """Each once, in the order in which they were chosen; what is no case's name is none."""
    digits = (each.partition(MARK)[0].upper().removeprefix("S-") for each in said)
    return list(
        dict.fromkeys(int(d) for d in digits if d.isascii() and d.isdigit() and len(d) < 10)
    )


def chosen_in(said: Sequence[str]) -> list[Chosen]:
    """With the moment of each as it was looked at; raises as `refuse_too_many`."""
    seen = {numbers_in([each])[0]: each.partition(MARK)[2] for each in said if numbers_in([each])}
    moments = ((number, moment_of(words)) for number, words in seen.items())
    found = [Chosen(number, moment) for number, moment in moments if moment]
    refuse_too_many(len(found))
    return found


def shown(
    said: Iterable[str], user: User, outcomes: Mapping[int, Outcome] | None = None
) -> list[Shown]:
    """Those he may see, as they are now; that he asked for others is noted where it must be."""
    numbers = numbers_in(said)
    refuse_too_many(len(numbers))
    visible = Case.objects.visible_to(user).filter(number__in=numbers)
    lines = {line.number: line for line in lines_of(visible.order_by("number"))}
    _note_hidden([number for number in numbers if number not in lines], user)
    return [
        Shown(number, lines.get(number), _why(lines.get(number), (outcomes or {}).get(number)))
        for number in numbers
    ]


def _why(line: CaseLine | None, outcome: Outcome | None) -> str:
    if line is None:
        return _("It is not there, or not for you to see.")
    return words_of(outcome.why) if outcome and outcome.why else ""


def _note_hidden(numbers: list[int], user: User) -> None:
    """That somebody tried to read what is told in confidence is written down (R018)."""
    for case in Case.objects.filter(number__in=numbers, confided_at__isnull=False).order_by("pk"):
        note_reading(case, by=user, at=clock.now(), is_refused=True)
