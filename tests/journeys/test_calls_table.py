"""A table of calls by the page and by the command: bad lines named, good ones in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.calls.actions.extensions import save_extensions
from slovo.domain.calls.actions.importing import TableRefused, import_calls
from slovo.domain.calls.models import Call, MissedCall
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.acts import last_voices
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed, Role
from slovo.interfaces.commands.main import main
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.test_story_a_call import Cast
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
NOW = "2027-03-10T09:00:00Z"
LINE = (
    '"","{src}","{dst}","c","","{chan}","{dstchan}","Dial","","{at}","{answer}","{end}",60,50,'
    '"{how}","D","{uid}",""'
)


def line(uid: str, src: str, dst: str, at: str = "2027-03-08 10:00:00", **more: str) -> str:
    given = {"chan": "PJSIP/trunk-1", "dstchan": "", "how": "NO ANSWER", "answer": "", "end": ""}
    return LINE.format(uid=uid, src=src, dst=dst, at=at, **{**given, **more})


IN = {"dstchan": "PJSIP/101-1", "how": "ANSWERED", "answer": "2027-03-08 10:00:10"}
OUT = {"chan": "PJSIP/102-1", "how": "ANSWERED", "answer": "2027-03-08 12:00:10"}
TABLE = "\n".join(
    [
        line("1", "0440000001", "0445550127", **IN),
        line("2", "102", "+380440000001", "2027-03-08 12:00:00", **OUT),
        line("3", "0440000001", "0445550127", "2027-03-08 15:00:00"),
        line("4", "101", "102"),
        line("5", "0509999999", "0445550127"),
        line("6", "0440000001", "0445550127", "not a time"),
        line("7", "0440000001", "0445550127", "2027-04-08 15:00:00"),
        line("8", "0440000001", "0445550127", "2027-03-09 10:00:00", dstchan="PJSIP/102-1"),
        line("8", "0440000001", "0445550127", "2027-03-09 10:00:00", **IN),
    ]
)


@pytest.fixture
def cast(world: World) -> Cast:
    cast = Cast()
    Person.objects.filter(pk=cast.olena.pk).update(phone="+380 (44) 000-00-01")
    lines = {cast.petro: "101", cast.iryna: "102"}
    olha = make.make_user("Ostap Lys", Role.ADMINISTRATOR)
    save_extensions(lines, by=olha, at=make.FOUNDED)
    return cast


def kept() -> list[tuple[str, str, str, str]]:
    rows = Call.objects.order_by("uid").select_related("user")
    return [
        (row.uid, row.course, row.outcome, row.user.full_name if row.user else "") for row in rows
    ]


def test_by_the_page(world: World, cast: Cast) -> None:
    world.at(NOW)
    desk, url = (
        world.desk(make.make_user("Taras Bondar", Role.ADMINISTRATOR)),
        ("/settings/telephone/import/"),
    )
    assert fields_of(desk.get(url))["zone"] == "Europe/Kyiv"
    form = {"zone": "Europe/Kyiv"}
    file = TABLE.encode()
    page = text_of(desk.post(url, {**form, "table": SimpleUploadedFile("Master.csv", file)}))
    assert "4 calls were taken in" in page
    assert "“not a time” is no moment" in page
    assert "2027-04-08 12:00Z lies in the future" in page
    assert "0509999999" in page
    expected = [
        ("1", "in", "talked", "Petro Marchenko"),
        ("2", "out", "talked", "Iryna Koval"),
        ("3", "in", "missed", ""),
        ("8", "in", "talked", "Petro Marchenko"),
    ]
    assert kept() == expected
    assert Call.objects.get(uid="1").started_at == datetime(2027, 3, 8, 8, 0, tzinfo=UTC)
    again = desk.post(url, {**form, "table": SimpleUploadedFile("Master.csv", file)})
    assert "0 calls were taken in" in text_of(again)
    assert kept() == expected
    assert Event.objects.filter(kind="call.imported").count() == 1


def test_it_is_history(world: World, cast: Cast) -> None:
    at = world.at(NOW)
    import_calls(TABLE.encode(), zone="Europe/Kyiv", by=HOUSE, at=at)
    assert (MissedCall.objects.count(), Notice.objects.count(), Case.objects.count()) == (0, 0, 0)
    voice = last_voices([cast.olena.pk], at)[cast.olena.pk]
    assert (voice.kind, voice.at) == ("call", datetime(2027, 3, 9, 8, 0, tzinfo=UTC))
    page = text_of(world.desk(cast.petro).get(f"/clients/{cast.olena.pk}/"))
    assert "Phoned us, talked with Petro Marchenko" in page
    assert "What was it about?" not in page


def test_by_the_command(
    world: World, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.at(NOW)
    table = tmp_path / "Master.csv"
    table.write_text(TABLE)
    assert main(["import", "calls", str(table), "--zone", "Europe/Kyiv", "--json"]) == 1
    said = capsys.readouterr()
    rows = [json.loads(row) for row in said.out.splitlines()]
    assert rows[-1] == {"taken": 4, "known": 0, "inside": 1, "unknown": 1, "faulty": 2}
    assert rows[0] == {"line": 5, "number": "+380509999999", "state": "unknown"}
    assert "Line 6: “not a time” is no moment" in said.err
    table.write_text("\n".join(TABLE.splitlines()[:3]))
    assert main(["import", "calls", str(table)]) == 0
    assert "Calls taken in: 0. Known already: 3." in capsys.readouterr().out
    table.write_text("src,dst,start\n+380440000001,101,\n")
    assert main(["import", "calls", str(table)]) == 1
    assert "Line 2: no time stands there" in capsys.readouterr().err
    assert main(["import", "calls", str(tmp_path / "none.csv")]) == 1
    assert main(["import", "calls", str(table), "--zone", "Mars/Base"]) == 1
    assert "Nobody knows the time zone “Mars/Base”." in capsys.readouterr().err


def test_told_by_the_telephone_and_in_the_table_it_is_one(world: World, cast: Cast) -> None:
    at = world.at("2027-03-08T08:01:00Z")
    said = {"id": "1", "direction": "in", "number": "0440000001"}
    moments = {"started_at": "2027-03-08T08:00:00Z", "ended_at": "2027-03-08T08:01:00Z"}
    world.api(cast.roman, "calls", **said, **moments)
    import_calls(TABLE.encode(), zone="Europe/Kyiv", by=HOUSE, at=world.at(NOW))
    assert Call.objects.get(uid="1").told_at == at


def test_too_long_or_by_whom_it_is_not_for(world: World, cast: Cast) -> None:
    at = world.at(NOW)
    with pytest.raises(TableRefused):
        import_calls(b"x" * (20 * 1024 * 1024 + 1), zone="UTC", by=HOUSE, at=at)
    with pytest.raises(NotAllowed):
        import_calls(b"", zone="UTC", by=cast.petro, at=at)
