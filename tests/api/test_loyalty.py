"""The five facts of loyalty by the API: null is unknown (R028)."""

import pytest

pytestmark = pytest.mark.django_db


def test_signs_are_noted_corrected_and_taken_back(as_petro, as_taras, olena, viktor, berehynia):
    path = f"persons/{olena.pk}"
    assert set(as_petro.get(f"{path}/loyalty").json().values()) == {None}
    day = {"happened_on": "2027-03-01"}
    rival = {"kind": "price", "occasion": "rival", "reaction": "stayed", **day}
    made = as_petro.post(f"{path}/signs", **rival)
    assert (made.status_code, made.json()["reaction"]) == (201, "stayed")
    assert as_petro.post(f"{path}/signs", kind="price", **day).status_code == 422
    assert as_petro.post(f"{path}/signs", kind="referral", referred=0, **day).status_code == 422
    assert as_petro.post(f"{path}/signs", kind="referral", referred=99999, **day).status_code == 404
    sent = as_petro.post(f"{path}/signs", kind="referral", referred=viktor.pk, **day).json()
    as_petro.post(f"{path}/signs", kind="referral", organisation=berehynia.pk, **day)
    mine = f"{path}/signs/{made.json()['id']}"
    changed = {"occasion": "rival", "reaction": "left", "happened_on": "2027-03-02"}
    assert as_petro.call("PUT", mine, changed).json()["reaction"] == "left"
    assert as_petro.call("DELETE", f"{path}/signs/{sent['id']}").status_code == 204
    assert as_petro.call("DELETE", f"{path}/signs/{sent['id']}").status_code == 404
    card = as_petro.get(f"{path}/loyalty").json()
    assert [row["happened_on"] for row in card["price_reaction"]] == ["2027-03-02"]
    assert [row["organisation"] for row in card["referrals"]] == [berehynia.pk]
    assert (card["share_of_wallet"], card["repeat"]) == (None, None)
    assert as_taras.post(f"{path}/signs", **rival).status_code == 403
