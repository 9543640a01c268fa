"""Details and how a business works, by the API."""

import pytest

pytestmark = pytest.mark.django_db


def test_details_are_remembered_listed_and_forgotten(as_petro, as_taras, olena):
    path = f"persons/{olena.pk}/details"
    made = as_petro.post(path, text="Never before ten", use="call", from_time="10:00")
    assert (made.status_code, made.json()["from_time"]) == (201, "10:00:00")
    refused = as_petro.post(path, text="Has diabetes")
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "“diabetes” is about health: that is not kept about people.",
    )
    assert [each["text"] for each in as_petro.get(path).json()] == ["Never before ten"]
    assert as_taras.get(path).status_code == 403
    one = f"{path}/{made.json()['id']}"
    assert [as_petro.call("DELETE", one).status_code for _ in range(2)] == [204, 404]


def test_how_a_business_works(as_petro, berehynia):
    path = f"organisations/{berehynia.pk}"
    assert as_petro.get(f"{path}/business").json()["changed_at"] is None
    put = as_petro.call("PUT", f"{path}/business", {"works": "Grain"})
    assert (put.status_code, put.json()["works"]) == (200, "Grain")
    assert as_petro.call("PUT", f"{path}/business", {}).status_code == 422
    word = {"word": "box", "meaning": "a lorry"}
    assert as_petro.post(f"{path}/words", **word).status_code == 201
    assert as_petro.get(f"{path}/business").json()["words"] == [word]
