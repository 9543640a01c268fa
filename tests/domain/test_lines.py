"""A case as one line of a list: the same from a query and from a case that is loaded."""

from datetime import timedelta

import pytest

from slovo.domain.cases.lines import line_of, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.shapes import today_rows
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    return scene.write(olena, subject="Grain for Odesa")


def test_a_line_is_the_same_either_way(case: Case, petro: User) -> None:
    (line,) = lines_of(Case.objects.all())
    assert line == line_of(Case.objects.with_people().get())
    assert (line.ref, line.is_open, line.person_initials) == ("S-1", True, "OS")
    assert (line.owner_id, line.owner_name) == (petro.pk, "Petro Marchenko")


def test_a_line_without_owner_names_nobody(case: Case) -> None:
    Case.objects.update(handler=None, answerer=None)
    (line,) = lines_of(Case.objects.all())
    assert (line.owner_id, line.owner_name) == (None, "")
    assert line == line_of(Case.objects.with_people().get())


@pytest.mark.usefixtures("case")
def test_today_says_what_is_due_to_the_second() -> None:
    Case.objects.update(dark_at=MORNING + timedelta(seconds=30, microseconds=250_000))
    (row,) = today_rows(None, MORNING + scene.HOUR)
    assert (row["due_at"], row["late_seconds"]) == ("2027-03-10T09:05:30Z", 3569)
