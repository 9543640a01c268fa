"""What is agreed both ways stands on his page as one list, by time, on his own clock."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.engagements.models import Engagement
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.models import User
from tests.make import MORNING
from tests.portal.scene import read, url_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def agreed(case: Case, engagement: Engagement, petro: User) -> None:
    def promise(text: str, days: int, **sides: Any) -> None:
        due_at = MORNING + days * DAY
        make_promise(case, text=text, kind="document", due_at=due_at, by=petro, at=MORNING, **sides)

    promise("The draft", 5)
    promise("The contract, scanned", 1, owed_by="client")
    make_appointment(
        engagement,
        title="Sign the claim",
        place="Kyiv",
        bring="Your passport",
        day=date(2027, 3, 12),
        start=time(15),
        told_how="By phone",
        by=petro,
        at=MORNING,
    )


def test_his_ours_and_our_meetings_by_time(client: Client, case: Case, agreed: None) -> None:
    page = read(client, url_of(case))
    part = page[page.index("What is agreed") :]
    lines = (
        "<b>You</b><span>The contract, scanned<small><time",
        "Thu 11 March, 11:05 (UTC+2)",
        "<b>We meet</b><span>Sign the claim, Kyiv. Please bring: Your passport",
        "Fri 12 March, 15:00 (UTC+2)",
        "<b>We</b><span>The draft",
        "Mon 15 March, 11:05 (UTC+2)",
    )
    places = [part.index(line) for line in lines]
    assert places == sorted(places)


def test_what_is_late_says_so_and_the_house_clocks_are_not_told(
    client: Client, case: Case, agreed: None, clock_at: Any, olena: Person
) -> None:
    olena.zone = "Asia/Almaty"
    olena.save()
    clock_at(MORNING + 2 * DAY)
    part = read(client, url_of(case)).partition("What is agreed")[2].partition("</section>")[0]
    assert part.count('class="late"') == 1
    assert "was due: Thu 11 March, 14:05 (UTC+5)" in " ".join(strip_tags(part).split())
    assert part.count("<li>") == 3


def test_nothing_agreed_is_no_empty_list(client: Client, case: Case) -> None:
    assert "What is agreed" not in read(client, url_of(case))
