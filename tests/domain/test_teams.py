"""Teams on duty: members, hours, and which of them takes what comes in."""

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.teams import TeamRefused, save_team
from slovo.domain.staff.models import Team
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING, ZONE


def test_saved_twice_it_is_one_event(olha, petro):
    said = {"name": "Desk", "zone": ZONE, "members": [petro], "by": olha, "at": MORNING}
    team = save_team(None, **said)
    save_team(team, **said)
    assert Event.objects.filter(kind="team.saved").count() == 1


def test_one_team_takes_what_comes_in(olha, petro):
    said = {"zone": ZONE, "members": [petro], "takes_inbound": True, "by": olha, "at": MORNING}
    first = save_team(None, name="Desk", **said)
    second = save_team(None, name="Nights", **said)
    assert list(Team.objects.filter(takes_inbound=True)) == [second]
    assert first != second


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ({"name": " "}, "Write the name"),
        ({"zone": "Kyiv"}, "Nobody knows the time zone"),
        ({"members": []}, "Choose who belongs"),
        ({"opens": 480, "closes": 480}, "Say from which hour"),
        ({"closes": 1441}, "Say from which hour"),
        ({"name": "desk"}, "There is a team of this name"),
    ],
)
def test_what_no_team_can_be(olha, petro, side, words):
    said = {"name": "Nights", "zone": ZONE, "members": [petro], "by": olha, "at": MORNING}
    save_team(None, **{**said, "name": "Desk"})
    with pytest.raises(TeamRefused, match=words):
        save_team(None, **{**said, **side})


def test_a_specialist_makes_no_team(petro):
    with pytest.raises(NotAllowed):
        save_team(None, name="Desk", zone=ZONE, members=[petro], by=petro, at=MORNING)


def test_a_window_through_midnight(olha, petro):
    team = save_team(
        None, name="Nights", zone=ZONE, members=[petro], opens=1320, closes=360, by=olha,
        at=MORNING,
    )  # fmt: skip
    assert team.window.between(MORNING, MORNING.replace(day=11)) == 8 * 3600
