"""A9 told by the telephone system alone: a webhook each, and the keeper between them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.access.models import TokenRight
from slovo.domain.calls.models import Call, MissedCall
from slovo.domain.cases.models import Attachment, Case, Message, Promise
from slovo.domain.clients.models import Person
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import Role
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.test_story_a_call import Cast, told, two_presses
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
OPUS = b"OggS\x00\x02" + b"\x00" * 94


class Telephone:
    """The firm's telephone system: a key that may tell of calls, and extensions."""

    def __init__(self, world: World, cast: Cast) -> None:
        self.world = world
        olha = make.make_user("Ostap Lys", Role.ADMINISTRATOR)
        page = world.desk(olha).get("/settings/telephone/")
        said = fields_of(page)
        said |= {f"of_{cast.petro.pk}": "101", f"of_{cast.iryna.pk}": "102, 202"}
        assert world.desk(olha).post("/settings/telephone/", said).status_code == 302
        self.token = make_token(olha, name="PBX", right=TokenRight.CALLS, by=olha, at=make.FOUNDED)

    def tells(self, at: str, **said: str) -> dict[str, str]:
        self.world.at(at)
        answer = self.world.web.post(
            "/api/v1/calls",
            data=said,
            content_type="application/json",
            headers={"authorization": f"Bearer {self.token}"},
        )
        assert answer.status_code == 200, answer.content
        result: dict[str, str] = answer.json()
        return result


def make_cast() -> Cast:
    cast = Cast()
    Person.objects.filter(pk=cast.olena.pk).update(phone="+380 44 000-00-01")
    return cast


def test_a9_by_webhook_alone(world: World) -> None:
    cast = make_cast()
    telephone = Telephone(world, cast)
    rings = {"id": "1806176400.41", "direction": "in", "number": "0440000001"}
    rings["started_at"] = "2027-03-27T21:40:00+02:00"
    assert telephone.tells("2027-03-27T19:40:00Z", **rings)["outcome"] == "ringing"
    ended = {**rings, "ended_at": "2027-03-27T21:40:25+02:00"}
    assert telephone.tells("2027-03-27T19:40:25Z", **ended)["outcome"] == "missed"
    assert telephone.tells("2027-03-27T19:40:26Z", **ended)["outcome"] == "missed"
    call = MissedCall.objects.get()
    assert (call.missed_at, call.case.pace) == (datetime(2027, 3, 27, 19, 40, tzinfo=UTC), 2)
    world.at("2027-03-27T19:45:00Z")
    mail = world.mail("olena@client.example", "Account seized", "They took everything.")
    for minute in ("49", "50", "52"):
        world.keep(f"2027-03-27T19:{minute}:00Z")
    assert told("missed_call") == [("19:40", "Petro"), ("19:50", "Iryna")]
    back = {"id": "1806177180.44", "direction": "out", "number": "+380440000001"}
    back |= {"started_at": "2027-03-27T19:52:40Z", "colleague": "202"}
    telephone.tells("2027-03-27T19:53:00Z", **back, answered_at="2027-03-27T19:53:00Z")
    call.refresh_from_db()
    assert (call.is_met, call.back_at - call.missed_at) == (True, timedelta(minutes=13))
    assert call.called_by == cast.iryna
    telephone.tells(
        "2027-03-27T19:58:00Z",
        **back,
        answered_at="2027-03-27T19:53:00Z",
        ended_at="2027-03-27T19:58:00Z",
    )
    world.keep("2027-03-27T20:00:00Z")
    assert told("missed_call") == [("19:40", "Petro"), ("19:50", "Iryna")]
    assert (Call.objects.count(), MissedCall.objects.count()) == (2, 1)
    mail.refresh_from_db()
    assert mail.waits_since == datetime(2027, 3, 27, 19, 45, tzinfo=UTC)
    answers = Promise.objects.filter(kind="first_answer").order_by("case")
    assert [(row.case_id, row.outcome) for row in answers] == [
        (call.case_id, "kept"),
        (mail.pk, ""),
    ]


def test_after_the_call_three_taps_and_a_memo(world: World) -> None:
    cast = make_cast()
    telephone = Telephone(world, cast)
    world.at("2027-03-10T09:00:00Z")
    mail = world.mail("olena@client.example", "The lease", "How does it stand?")
    said = {"id": "7", "direction": "in", "number": "0440000001", "colleague": "101"}
    said |= {"started_at": "2027-03-10T10:00:00Z", "answered_at": "2027-03-10T10:00:08Z"}
    said["ended_at"] = "2027-03-10T10:04:08Z"
    assert telephone.tells("2027-03-10T10:04:09Z", **said)["outcome"] == "talked"
    world.at("2027-03-10T10:06:00Z")
    desk = world.desk(cast.petro)
    person = text_of(desk.get(f"/clients/{cast.olena.pk}/"))
    assert "Phoned us, talked with Petro Marchenko, 4 min" in person
    assert "How was it?" in person
    url = f"/calls/log/{Call.objects.get().pk}/"
    assert f'href="{url}"' in person
    form = fields_of(desk.get(url))
    assert form["case"] == [str(mail.pk)]
    form["memo"] = SimpleUploadedFile("memo.ogg", OPUS, "audio/ogg")
    assert desk.post(url, form).status_code == 302
    mail.refresh_from_db()
    assert mail.spoke_at == datetime(2027, 3, 10, 10, 0, 8, tzinfo=UTC)
    assert mail.waits_since is None
    [memo] = Attachment.objects.all()
    assert (memo.type, memo.size, memo.message.direction) == ("audio/ogg", 100, "note")
    page = text_of(desk.get(f"/cases/{mail.ref}/"))
    assert f'<audio controls preload="none" src="/files/{memo.pk}/"' in page
    assert "We talked by telephone." in page
    rest = text_of(desk.get("/calls/log/?show=unplaced"))
    assert "Of every call it is known what it was about." in rest


def test_a_memo_is_heard_in_stretches_and_the_client_gets_none(world: World) -> None:
    cast = make_cast()
    world.at("2027-03-10T09:00:00Z")
    mail = world.mail("olena@client.example", "The lease", "How does it stand?")
    world.at("2027-03-10T10:00:00Z")
    desk, url = world.desk(cast.petro), f"/cases/{mail.ref}/call/"
    form = {**fields_of(desk.get(url)), "text": "We wait for the notary."}
    form["memo"] = SimpleUploadedFile("memo.webm", b"\x1a\x45\xdf\xa3rest", "video/webm")
    assert desk.post(url, form).status_code == 302
    [memo] = Attachment.objects.all()
    file = desk.get(f"/files/{memo.pk}/")
    assert (file.status_code, file["Content-Type"], file["Accept-Ranges"]) == (
        200,
        "audio/webm",
        "bytes",
    )
    part = desk.get(f"/files/{memo.pk}/", headers={"range": "bytes=4-5"})
    assert (part.status_code, part["Content-Range"], part.content) == (206, "bytes 4-5/8", b"re")
    beyond = desk.get(f"/files/{memo.pk}/", headers={"range": "bytes=90-"})
    assert (beyond.status_code, len(beyond.content)) == (200, 8)
    said = Message.objects.get(direction="out", nature="human")
    assert (said.text, said.attachments.count()) == ("We wait for the notary.", 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"MZ\x90", "no recorded speech"), (b"OggS" + b"\0" * 15 * 1024 * 1024, "15 MB at most")],
)
def test_what_is_no_memo_is_refused_and_the_words_stay(
    world: World, content: bytes, words: str
) -> None:
    cast = make_cast()
    world.at("2027-03-10T09:00:00Z")
    mail = world.mail("olena@client.example", "The lease", "How does it stand?")
    world.at("2027-03-10T10:00:00Z")
    desk, url = world.desk(cast.petro), f"/cases/{mail.ref}/call/"
    form = {**fields_of(desk.get(url)), "text": "We wait for the notary."}
    form["memo"] = SimpleUploadedFile("memo.ogg", content, "audio/ogg")
    refused = desk.post(url, form)
    page = text_of(refused)
    assert (refused.status_code, words in page, "We wait for the notary." in page) == (
        422,
        True,
        True,
    )
    assert Message.objects.filter(direction="out", nature="human").count() == 0


def test_a_call_noted_by_hand_twice_is_one(world: World) -> None:
    cast = make_cast()
    world.at("2027-03-10T09:00:00Z")
    mail = world.mail("olena@client.example", "The lease", "How does it stand?")
    world.at("2027-03-10T10:00:00Z")
    desk = world.desk(cast.petro)
    two_presses(desk, f"/cases/{mail.ref}/call/")
    two_presses(desk, f"/cases/{mail.ref}/call/")
    assert Message.objects.filter(direction="out", nature="human").count() == 1
    assert Case.objects.get(pk=mail.pk).waits_since is None
    assert not Notice.objects.filter(why="missed_call").exists()
    status, said = world.api(
        cast.petro, f"cases/{mail.ref}/calls", talked_at="2027-03-10T10:00:30Z"
    )
    assert (status, said.get("detail")) == (
        422,
        "Say when you talked: now, or within the last week.",
    )


def test_a_limited_key_opens_nothing_else_and_no_key_nothing(world: World) -> None:
    telephone = Telephone(world, make_cast())
    for path in ("cases", "calls", "persons"):
        answer = world.web.get(
            f"/api/v1/{path}", headers={"authorization": f"Bearer {telephone.token}"}
        )
        assert answer.status_code == 401, path
    assert world.web.post("/api/v1/calls", {}, content_type="application/json").status_code == 401


def test_an_address_that_runs_is_no_recording(world: World) -> None:
    telephone = Telephone(world, make_cast())
    world.at("2027-03-10T09:00:00Z")
    answer = world.web.post(
        "/api/v1/calls",
        data={
            "id": "1",
            "direction": "in",
            "number": "0440000001",
            "started_at": "2027-03-10T09:00:00Z",
            "recording": "javascript:alert(1)",
        },
        content_type="application/json",
        headers={"authorization": f"Bearer {telephone.token}"},
    )
    assert (answer.status_code, Call.objects.count()) == (422, 0)
