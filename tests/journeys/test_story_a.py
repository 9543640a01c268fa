"""Story A through the doors its people use, at exact instants."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Case, Promise
from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import text_of
from tests.journeys.world import World, world

__all__ = ["world"]
FORM = {
    "full_name": "Olena Tkachenko",
    "email": "olena@berehynia.example",
    "subject": "Dispute with a supplier",
    "text": "He keeps our money and sends nothing.",
}


def principal() -> User:
    return User.objects.get(email="olha@firm.example")


def words_of(delivery: object) -> str:
    return read(get(delivery.file)).text


@pytest.mark.django_db(transaction=True)
def test_a1_a_web_form_is_receipted_at_once(world: World) -> None:
    world.at("2027-03-10T09:05:00Z")
    answer = world.web.post("/write/", FORM, headers={"accept-language": "en"})
    assert answer.status_code == 302
    world.keep("2027-03-10T09:05:00Z")
    [receipt] = world.letters("olena@berehynia.example")
    assert receipt.sent_at == datetime(2027, 3, 10, 9, 5, tzinfo=UTC)
    assert "Olha Levchenko" in words_of(receipt)
    assert "on Thursday, 11 March, by 11:05 (UTC+2)" in words_of(receipt)
    assert "/c/" in words_of(receipt)
    assert "auto-replied" in get(receipt.file).decode()


@pytest.mark.django_db(transaction=True)
def test_a6_a_word_ten_minutes_late(world: World) -> None:
    """Reminder 16:00, on the list 17:00, sent 17:10: a miss of ten minutes, and no escalation."""
    world.at("2027-03-16T15:00:00Z")
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    partner = make.make_class("Partner", rhythm_days=("tue", "fri"))
    make.make_engagement(olena, petro, service_class=partner)
    case = world.mail("olena@client.example", "The draft", "When will you have it?")
    world.keep("2027-03-16T15:01:00Z")
    status, _said = world.api(
        petro, f"cases/{case.ref}/answer", text="On it.", next_word_at="2027-03-19T15:00:00Z"
    )
    assert status == 201
    world.keep("2027-03-16T15:01:00Z")
    seen: list[tuple[str, str]] = []
    for minute in ("13:59", "14:00", "14:59", "15:00", "15:09", "15:10"):
        world.keep(f"2027-03-19T{minute}:00Z")
        today = Notice.objects.filter(at__gte=datetime(2027, 3, 19, tzinfo=UTC))
        told = today.exclude(subject__startswith="morning:").count()
        dark = Case.objects.in_the_dark(world.at(f"2027-03-19T{minute}:00Z")).count()
        listed = text_of(world.desk(petro).get("/")).count('id="lane-in_the_dark"')
        assert listed == dark, minute
        seen.append((minute, f"{told} told, {dark} dark"))
    assert seen == [
        ("13:59", "0 told, 0 dark"),
        ("14:00", "1 told, 0 dark"),
        ("14:59", "1 told, 0 dark"),
        ("15:00", "1 told, 1 dark"),
        ("15:09", "1 told, 1 dark"),
        ("15:10", "1 told, 1 dark"),
    ]
    world.at("2027-03-19T15:10:00Z")
    world.api(petro, f"cases/{case.ref}/answer", text="Here.", next_word_at="2027-03-23T15:00:00Z")
    world.keep("2027-03-19T15:10:00Z")
    clock = Promise.objects.get(kind="next_word", due_at=datetime(2027, 3, 19, 15, tzinfo=UTC))
    assert (clock.outcome, clock.done_at - clock.due_at) == ("broken", timedelta(minutes=10))
    world.keep("2027-03-19T16:00:00Z")
    assert Notice.objects.filter(why="in_the_dark").count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("asked", "answered", "due", "outcome"),
    [
        ("2027-03-27T19:40:00Z", "2027-03-28T19:40:00Z", "2027-03-28T19:40:00+00:00", "kept"),
        ("2027-03-27T19:40:00Z", "2027-03-28T19:40:01Z", "2027-03-28T19:40:00+00:00", "broken"),
        ("2026-10-24T18:40:00Z", "2026-10-25T19:10:00Z", "2026-10-25T18:40:00+00:00", "broken"),
    ],
)
def test_a9_a_day_is_24_elapsed_hours(
    monkeypatch: pytest.MonkeyPatch, asked: str, answered: str, due: str, outcome: str
) -> None:
    """Both clock changes: an answer at 21:10 EET «within a day» on the wall is 24 h 30 min."""
    make.make_firm(kind="trial", at=datetime(2026, 9, 1, tzinfo=UTC))
    world = World(monkeypatch)
    world.at(asked)
    case = world.mail("olena@client.example", "Account seized", "They took everything.")
    world.keep(asked)
    assert case.first_answer_due_at == datetime.fromisoformat(due)
    world.at(answered)
    next_word_at = "2027-05-01T09:00:00Z"
    words = {"text": "We are.", "next_word_at": next_word_at, "insists": True}
    world.api(principal(), f"cases/{case.ref}/answer", **words)
    world.keep(answered)
    assert Promise.objects.get(kind="first_answer").outcome == outcome


@pytest.mark.django_db(transaction=True)
def test_the_thread_holds_and_the_client_reads_his_page(world: World) -> None:
    """Letter, answer, reply: one case; his page shows the next word in his own zone."""
    world.at("2027-03-10T09:05:00Z")
    almaty = {"zone": "Asia/Almaty", "language": "ru"}
    make.make_person("Алия Сейткали", emails=["aliya@kazagro.example"], **almaty)
    case = world.mail("aliya@kazagro.example", "Спор", "Перевозчик молчит.")
    world.keep("2027-03-10T09:06:00Z")
    world.api(
        principal(),
        f"cases/{case.ref}/answer",
        text="Отправили претензию.",
        next_word_at="2027-03-29T14:00:00Z",
        insists=True,
    )
    world.keep("2027-03-10T09:07:00Z")
    answer = world.letters("aliya@kazagro.example")[-1]
    assert "в понедельник, 29 марта, до 19:00 (UTC+5)" in words_of(answer)
    url = next(word for word in words_of(answer).split() if "/c/" in word)
    page = world.web.get(url.partition("8000")[2])
    assert page.status_code == 200
    shown = page.content.decode().replace("\xa0", " ")
    assert "29 марта, до 19:00" in shown
    assert world.web.get("/c/somebody-elses-key/").status_code == 404
    reply = world.mail(
        "aliya@kazagro.example", "Re: Спор", "Спасибо, жду.", In_Reply_To=answer.message_id
    )
    assert reply.pk == case.pk
