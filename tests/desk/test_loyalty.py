"""Five facts of loyalty on a client's page: noted, refused, put right, and never guessed (R028)."""

import pytest

from slovo.domain.loyalty.models import Sign
from tests.desk.reading import fields_of, text_of
from tests.make import make_person

pytestmark = pytest.mark.django_db


def test_r028_a_person_without_a_price_event_is_unknown_and_not_nought(as_petro, olena, case):
    page, card = f"/clients/{olena.pk}/", f"/clients/{olena.pk}/loyalty/"
    shown = text_of(as_petro.get(page))
    loyalty = shown[shown.index('id="loyalty"') :]
    loyalty = loyalty[: loyalty.index("</section>")]
    assert loyalty.count("unknown") == 3
    assert 'Took a price</dt><dd><span class="quiet">unknown' in loyalty
    assert "1 March 2027, 9 days" in loyalty
    price = f"{card}new/price/"
    said = fields_of(as_petro.get(price)) | {"words": "Well, if it must be"}
    ahead = as_petro.post(price, said | {"happened_on": "2027-03-11", "reaction": "bargained"})
    assert (ahead.status_code, fields_of(ahead)["words"]) == (422, "Well, if it must be")
    assert "It has not happened yet." in text_of(ahead)
    as_petro.post(price, said | {"happened_on": "2027-03-01", "reaction": "bargained"})
    seen = text_of(as_petro.get(page))
    assert "We raised the price: bargained, <q>Well, if it must be</q>" in seen
    assert "1 March 2027" in seen


def test_whom_a_client_sent_is_linked_and_put_right(as_petro, olena, viktor, berehynia):
    card = f"/clients/{olena.pk}/loyalty/"
    twin = make_person("Viktor Savchuk", emails=["savchuk@client.example"])
    page = f"{card}new/referral/"
    said = fields_of(as_petro.get(page)) | {"happened_on": "2027-03-01"}
    for whom, words in (
        ("Nobody Such", "Nobody here is called “Nobody Such”."),
        ("viktor", "Several are called “viktor”: Viktor Savchenko"),
        (olena.full_name, "Nobody recommends us to himself."),
    ):
        refused = as_petro.post(page, said | {"whom": whom})
        assert (refused.status_code, fields_of(refused)["whom"]) == (422, whom)
        assert words in text_of(refused)
    as_petro.post(page, said | {"whom": twin.address.email})
    sign = Sign.objects.get()
    edit = f"{card}{sign.pk}/"
    filled = fields_of(as_petro.get(edit))
    as_petro.post(edit, filled | {"whom": berehynia.name, "words": "At the fair"})
    assert f'/organisations/{berehynia.pk}/">{berehynia.name}</a>, <q>At the fair</q>' in text_of(
        as_petro.get(card)
    )
    as_petro.post(f"{edit}drop/")
    assert "Nothing yet." in text_of(as_petro.get(card))
    assert as_petro.get(edit).status_code == 404
    assert as_petro.get(f"{card}new/gift/").status_code == 404


def test_a_share_in_confidence_is_unknown_to_others(as_petro, as_olha, client, maksym, olena):
    card = f"/clients/{olena.pk}/loyalty/"
    page = f"{card}new/share/"
    half = {"words": "About half", "source": "a call", "percent": "50", "level": "principal"}
    as_petro.post(page, fields_of(as_petro.get(page)) | half | {"happened_on": "2027-03-01"})
    for visitor in (as_petro, as_olha):
        assert "50 %: <q>About half</q>" in text_of(visitor.get(card))
    client.force_login(maksym)
    assert "About half" not in text_of(client.get(card))
    assert client.get(f"{card}{Sign.objects.get().pk}/").status_code == 404
