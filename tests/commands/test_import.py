"""`slovo import clients FILE` and `slovo export clients FILE`."""

import json

import pytest

from slovo.domain.clients.models import Import, Person
from slovo.interfaces.commands.main import main
from tests.domain.clients import files
from tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path, firm):
    path = tmp_path / "people.csv"
    path.write_text("Wer,Email\nAnna Bondar,a@b.example\nYuri Tkachenko,y@tk.example\n,\n,x\n")
    return str(path)


def said(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_people_come_in_and_a_second_time_nobody(table, capsys):
    make_person("Юрій Ткаченко", emails=["old@tk.example"])
    call = ["import", "clients", table, "--column", "Wer=full_name", "--json"]
    assert main(call) == 0
    refused, counts = said(capsys)
    assert (refused["line"], refused["why"]) == (5, "No name stands here.")
    assert (counts["added"], counts["completed"], counts["refused"]) == (1, 0, 1)
    assert main([*call, "--perhaps", "same"]) == 0
    assert said(capsys)[-1]["completed"] == 1
    assert main([*call, "--perhaps", "same"]) == 0
    assert said(capsys)[-1] | {"import": 0} == {
        "added": 0, "completed": 0, "refused": 1, "import": 0
    }  # fmt: skip


def test_a_look_takes_nobody_in(tmp_path, firm, capsys):
    path = tmp_path / "phone.vcf"
    path.write_bytes(files.CARDS)
    assert main(["import", "clients", str(path), "--look", "--json"]) == 0
    assert [(row["line"], row["what"]) for row in said(capsys)] == [
        (1, "new"), (13, "refused"), (17, "new")
    ]  # fmt: skip
    assert not Person.objects.exists()
    assert not Import.objects.exists()


def test_wrong_calls(table, tmp_path, capsys):
    assert main(["import", "clients", table, "--column", "Nobody=email"]) == 2
    assert "names no column" in capsys.readouterr().err
    assert main(["import", "clients", str(tmp_path / "none.csv")]) == 1
    assert not Import.objects.exists()
    assert main(["export", "clients", str(tmp_path / "x.pdf")]) == 2


def test_all_into_a_file(tmp_path, olena, capsys):
    path = tmp_path / "out.vcf"
    assert main(["export", "clients", str(path)]) == 0
    assert "FN:Olena Sydorenko" in path.read_text()
