"""The benchmark measures a house of its own and says what it found."""

import json

import pytest

from slovo.domain.cases.models import Case
from slovo.interfaces.commands.benching.figures import Board
from slovo.interfaces.commands.benching.filling import fill
from tests.commands.houses import House


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path / "home")


@pytest.mark.slow
def test_figures_stand_beside_their_floor_and_the_home_stays_empty(house):
    done = house.run(
        "bench", "--cases", "200", "--only", "worktime,pages,client,rules,letters", "--json"
    )
    assert done.returncode == 0, done.stderr
    machine, *figures = [json.loads(line) for line in done.stdout.splitlines()]
    by_name = {figure["what"]: figure for figure in figures}
    floors = [each["value"] for each in figures if each["what"].startswith("floor: signed in")]
    page = by_name["case page"]
    assert machine["cases"] == by_name["cases"]["value"] == 200
    assert by_name["messages"]["value"] == 600
    assert page["floor"] in floors
    assert page["ratio"] == page["value"] / page["floor"]
    assert page["is_met"] is (page["ratio"] <= 3 and page["value"] <= 10)
    assert by_name["messages of one big client"]["value"] == 5000
    assert by_name["big client, Today"]["budget"] == "≤ 3 × floor, ≤ 10 ms"
    assert by_name["letters in, whole way"]["value"] > 0
    assert house.everything() == ["BEGIN TRANSACTION;", "COMMIT;"]


def test_too_few_cases_say_nothing_about_speed(house):
    done = house.run("bench", "--cases", "5")
    assert (done.returncode, done.stderr) == (2, "Measure with at least 200 cases.\n")


def test_a_database_of_somebody_s_is_never_filled(firm):
    with pytest.raises(SystemExit, match="this one has tables"):
        fill(200, Board(is_json=True))
    assert Case.objects.count() == 0
