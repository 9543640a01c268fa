"""Nobody forgotten, through letters, the keeper, pages and the API (R021, R033, R046, R141, A4)."""

import pytest

from slovo.domain.cases.models import Case
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import Firm, User
from tests.desk.reading import text_of
from tests.journeys.world import World, world
from tests.make import make_engagement

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
OLENA = "olena@client.example"
PAGE = "/clients/nobody-forgotten/"


@pytest.fixture
def firm(world):
    return Firm.objects.get()


@pytest.fixture
def agreed(world, olena, berehynia, petro, iryna, mailbox):
    """Signed on Friday 12 March at 16:20 in Kyiv."""
    signed_at = world.at("2027-03-12T14:20:00Z")
    return make_engagement(olena, petro, organisation=berehynia, deputy=iryna, signed_at=signed_at)


def told(user: User, why: str, of: str = "") -> list[str]:
    """When; `of` people or gaps only, where both are counted."""
    rows = Notice.objects.filter(user=user, why=why).order_by("at")
    return [f"{row.at:%m-%d %H:%M}" for row in rows if not of or row.refs[of]]


def answer(world: World, user: User, case: Case, at: str) -> None:
    world.at(at)
    word = f"{at[:8]}{int(at[8:10]) + 1:02}T12:00:00Z"
    status, said = world.api(user, f"cases/{case.ref}/answer", text="So it is.", next_word_at=word)
    assert status == 201, said
    world.keep(at)


def test_r021_r033_forty_six_days(world, agreed, olena, petro):
    world.at("2027-03-01T09:00:00Z")
    case = world.mail(OLENA, "The claim", "How does it stand?")
    answer(world, petro, case, "2027-03-01T10:00:00Z")
    world.keep("2027-04-09T12:00:00Z")
    world.api(petro, f"persons/{olena.pk}/approaches", kind="news", subject="New", text="We moved.")
    world.keep("2027-04-10T12:00:00Z")
    case = world.mail(OLENA, "Another thing", "Is there news?")
    world.keep("2027-04-10T12:00:00Z")
    assert case.messages.filter(wording="receipt", delivered_at__isnull=False).exists()
    world.keep("2027-04-15T05:30:00Z")
    assert told(petro, "nobody_forgotten", "people") == []
    assert "Nobody is forgotten." in text_of(world.desk(petro).get(PAGE))
    world.keep("2027-04-16T05:29:00Z")
    assert told(petro, "nobody_forgotten", "people") == []
    world.keep("2027-04-16T05:30:00Z")
    assert told(petro, "nobody_forgotten", "people") == ["04-16 05:30"]
    letter = world.letters(petro.email)[-1]
    assert letter.letter_subject == "1 of your clients should hear from you."
    page = text_of(world.desk(petro).get(PAGE))
    assert "46 days without a real action. The last one: a word of ours, Mon 1 March" in page
    assert "Say how “Another thing” stands." in page
    assert f"/cases/{case.ref}/" in page
    assert f"/clients/{olena.pk}/action/" in page
    notices = text_of(world.desk(petro).get("/notices/"))
    assert "1 of your clients should hear from you." in notices
    said = {"kind": "call", "done_at": "2027-04-16T08:15", "started_by": "us", "words": "Court."}
    noted = world.desk(petro).post(f"/clients/{olena.pk}/action/", said, follow=True)
    assert "It is noted for Olena Sydorenko." in text_of(noted)
    assert "Nobody is forgotten." in text_of(world.desk(petro).get(PAGE))


def test_r046_a4_no_welcome_by_the_next_days_end(world, agreed, olena, petro):
    olha = User.objects.get(email="olha@firm.example")
    world.keep("2027-03-12T15:00:00Z")
    world.at("2027-03-15T16:00:00Z")
    page = text_of(world.desk(olha).get(f"/agreements/{agreed.pk}/"))
    assert "Welcome by the principal" in page
    assert "due today, 18:00" in page
    world.at("2027-03-15T16:00:01Z")
    page = text_of(world.desk(olha).get(PAGE))
    assert "missing, was due today, 18:00" in page
    assert "noted call of the principal’s own is the welcome." in page
    world.keep("2027-03-16T06:30:00Z")
    assert told(olha, "nobody_forgotten") == ["03-16 06:30"]
    letter = world.letters(olha.email)[-1]
    assert letter.letter_subject == "1 new agreement has a gap in its first days."


def test_r141_three_running_and_one_of_ours(world, agreed, olena, petro):
    world.keep("2027-03-12T15:00:00Z")
    for day in (15, 16, 17):
        world.keep(f"2027-03-{day}T06:30:00Z")
        world.at(f"2027-03-{day}T08:00:00Z")
        case = world.mail(OLENA, f"Matter of the {day}th", "Please look.")
        answer(world, petro, case, f"2027-03-{day}T10:00:00Z")
    world.keep("2027-03-18T06:30:00Z")
    world.keep("2027-03-19T06:30:00Z")
    assert told(petro, "he_starts") == ["03-18 06:30"]
    desk = world.desk(petro)
    words = "Olena Sydorenko has had to start three times running. The next word should be ours."
    assert words in text_of(desk.get("/notices/"))
    assert "0 of 3 contacts in 90 days began with us." in text_of(desk.get(PAGE))
    rows = text_of(desk.get(f"/clients/{olena.pk}/starts/"))
    assert rows.count("<tr data-row><td>") == rows.count("<td>The client did</td>") == 3
    answer(world, petro, case, "2027-03-19T12:00:00Z")
    assert "The client had to start" not in text_of(desk.get(PAGE))
    rows = text_of(desk.get(f"/clients/{olena.pk}/starts/"))
    assert (rows.count("<td>We did</td>"), rows.count("<td>The client did</td>")) == (1, 3)
