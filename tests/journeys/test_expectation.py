"""R036: promised 4 h, delivered a median of 6 h twice: the principal has a task."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.billing.models import Expectation, Review
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from tests import make
from tests.desk.reading import text_of
from tests.journeys.world import world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = "A person answers you within 4 hours."


@pytest.fixture
def agreed(world):
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    quick = make.make_class("Quick", answer_minutes=240, critical_answer_minutes=60, about=WITHIN)
    return make.make_engagement(olena, petro, service_class=quick)


def zulu(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def letters(world, agreed, month, *hours):
    """Each opens a case and is answered after so many hours."""
    for place, count in enumerate(hours):
        at = datetime(2027, month, 9 + place, 7, tzinfo=UTC)
        world.at(zulu(at))
        case = world.mail("olena@client.example", f"Question {month}-{place}", "When?")
        world.keep(zulu(at + timedelta(hours=count)))
        said = {"text": "Tomorrow.", "next_word_at": zulu(at + timedelta(days=20)), "insists": True}
        assert world.api(agreed.handler, f"cases/{case.ref}/answer", **said)[0] == 201
        world.keep(zulu(at + timedelta(hours=count, seconds=30)))


def today_of(world, user):
    return text_of(world.desk(user).get("/"))


def test_promised_4_h_delivered_a_median_of_6_h_twice(world, agreed):
    olha = User.objects.get(email="olha@firm.example")
    world.at("2027-03-08T09:00:00Z")
    page = f"/agreements/{agreed.pk}/"
    asked = world.desk(agreed.handler).post(f"{page}expectation/", {"text": WITHIN})
    assert asked.status_code == 302
    token = standing_token(agreed.person, f"expectation:{Expectation.objects.get().pk}")
    assert WITHIN in text_of(world.web.get(f"/q/{token}/"))
    world.at("2027-03-08T10:00:00Z")
    assert world.web.post(f"/q/{token}/", {"answer": "yes", "words": ""}).status_code == 302
    confirmed = Expectation.objects.get().client_confirmed_at
    assert confirmed == datetime(2027, 3, 8, 10, tzinfo=UTC)

    letters(world, agreed, 3, 6, 3, 7)
    letters(world, agreed, 4, 6, 6, 2)
    world.keep("2027-05-03T05:40:00Z")  # what is late already goes to her first, by itself
    world.keep("2027-05-03T05:59:59Z")
    assert "Below what was promised" not in today_of(world, olha)
    told = [each.letter_subject for each in world.letters("olha@firm.example")]
    assert not any("longer for answers than promised" in subject for subject in told)

    world.keep("2027-05-03T06:00:00Z")
    text = today_of(world, olha)
    assert "Olena Tkachenko: answers promised within 4 h came after 6 h." in text
    told = world.letters("olha@firm.example")[-1]
    assert "waited longer for answers than promised, two months running" in told.letter_subject
    assert told.sent_at == datetime(2027, 5, 3, 6, tzinfo=UTC)
    assert "Below what was promised" not in today_of(world, agreed.handler)

    statement = f"/clients/{agreed.person_id}/statement/2027/4/"
    assert statement in text
    text = text_of(world.desk(olha).get(statement))
    assert "Promised and delivered, April 2027" in text
    assert f"“{WITHIN}” Confirmed on Mon 8 March." in text
    assert "A person answers within 4 h" in text
    assert "half of them within 6 h, the slowest 6 h, 3 answers" in text
    assert "Question 4-2" in text

    review = Review.objects.get(told_at__isnull=False)
    desk, settle = world.desk(olha), f"/reviews/{review.pk}/"
    assert desk.post(settle, {"words": ""}).status_code == 422
    assert desk.post(settle, {"words": "Iryna answers as well"}).status_code == 302
    assert "Below what was promised" not in today_of(world, olha)
