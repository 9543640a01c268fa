"""People from a file by the API."""

from base64 import b64encode

import pytest

from slovo.domain.clients.models import Person
from tests.make import make_person

pytestmark = pytest.mark.django_db


def given(text):
    return {"name": "people.csv", "content": b64encode(text.encode()).decode()}


def test_read_decided_taken_in_and_taken_back(as_olha_api, olena):
    make_person("Юрій Ткаченко", emails=["old@tk.example"])
    table = "Wer,Email\nYuri Tkachenko,new@tk.example\nAnna Bondar,a@b.example\n"
    draft = as_olha_api.post("imports", **given(table)).json()
    assert (draft["head"], draft["mapping"]) == (["Wer", "Email"], {"1": "email"})
    path = f"imports/{draft['id']}"
    mapped = as_olha_api.patch(path, mapping={"0": "full_name", "1": "email"}).json()
    assert [(row["line"], row["what"]) for row in mapped["rows"]] == [(2, "perhaps"), (3, "new")]
    assert mapped["rows"][0]["adds"] == [["email", "new@tk.example"]]
    decided = as_olha_api.patch(path, choices={"2": "skip"}).json()
    assert decided["rows"][0]["choice"] == "skip"
    done = as_olha_api.post(f"{path}/take-in").json()
    assert (done["added"], done["completed"], done["rows"]) == (1, 0, [])
    assert as_olha_api.post(f"{path}/undo").json() == []
    assert not Person.objects.filter(full_name="Anna Bondar").exists()
    assert as_olha_api.get("imports/999").status_code == 404


def test_refusals_in_words(as_olha_api, as_petro):
    refused = as_olha_api.post("imports", name="x", content="?")
    assert (refused.status_code, refused.json()["detail"]) == (422, "The file is not in base64.")
    assert as_petro.post("imports", **given("Name\nA\n")).status_code == 403
    draft = as_olha_api.post("imports", **given("Name,Email\nAnna,anna@\n")).json()
    assert draft["rows"][0]["doubts"] == ["“anna@” is no mail address; it goes to the note."]
    assert as_olha_api.call("DELETE", f"imports/{draft['id']}").status_code == 204


def test_persons_as_a_file(as_olha_api, olena):
    answer = as_olha_api.get("export/persons", form="vcf")
    assert "FN:Olena Sydorenko" in answer.content.decode()
