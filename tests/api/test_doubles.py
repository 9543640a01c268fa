"""Two persons who are one, by the API."""

import pytest

from tests.make import make_person

pytestmark = pytest.mark.django_db


def test_a_pair_is_merged_and_parted(as_olha_api, olena):
    twin = make_person("Олена Сидоренко", emails=["o@home.example"])
    pair = {"one": olena.pk, "other": twin.pk, "reasons": ["scripts"]}
    assert as_olha_api.get("doubles").json() == [pair]
    merged = as_olha_api.post(f"persons/{olena.pk}/merge", gone=twin.pk).json()
    assert (merged["kept"], merged["gone"]) == (olena.pk, twin.pk)
    assert merged["moved"] == {"clients.address.person": 1}
    assert as_olha_api.get(f"persons/{twin.pk}").json()["id"] == olena.pk
    assert as_olha_api.get("doubles").json() == []
    assert as_olha_api.post(f"mergers/{merged['id']}/undo").json() == []
    assert as_olha_api.get(f"persons/{twin.pk}").json()["emails"] == ["o@home.example"]
    assert as_olha_api.post("mergers/999/undo").status_code == 404


def test_they_are_told_apart(as_olha_api, as_petro, olena):
    twin = make_person("Олена Сидоренко", emails=["o@home.example"])
    two = {"one": olena.pk, "other": twin.pk}
    assert as_petro.post("doubles/apart", **two).status_code == 403
    assert as_olha_api.post("doubles/apart", **two).status_code == 204
    assert as_olha_api.get("doubles").json() == []
    refused = as_olha_api.post(f"persons/{olena.pk}/merge", gone=olena.pk)
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "Choose two different people.",
    )
