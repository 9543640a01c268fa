"""What the client reads of our mistakes, and says to them: a loss, a letter that hurts."""

from decimal import Decimal

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.admitting import admit_mistake
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import ConductFlag, Damage
from tests.make import MORNING
from tests.portal.scene import answer, read, url_of, write

pytestmark = pytest.mark.django_db
FACTS = "The fee was paid under <b>a wrong code</b>."
LOSS = {"text": "A second fee", "amount": "3 400,50", "currency": "uah", "evidence": "The receipt"}


@pytest.fixture
def mistake(case, petro):
    made = open_mistake(case, text="Wrong code", by=petro, at=MORNING)
    words = {"facts": FACTS, "correction": "We pay again.", "is_spoken": True}
    return admit_mistake(made, **words, by=petro, at=MORNING)


def test_he_says_what_he_lost_and_nothing_that_is_no_sum_breaks_the_page(client, case, mistake):
    page = url_of(case, page=f"lost/{mistake.pk}/")
    assert page in read(client, url_of(case))
    events = Event.objects.count()
    shown = read(client, page)
    assert "&lt;b&gt;a wrong code&lt;/b&gt;" in shown
    for amount in ("NaN", "Infinity", "1e30", "3,400", "0", "-5", "much"):
        refused = client.post(page, {**LOSS, "amount": amount})
        assert refused.status_code == 422
        assert "The receipt" in refused.content.decode()
    assert Event.objects.count() == events
    assert client.post(page, LOSS).status_code == 302
    damage = Damage.objects.get()
    assert (damage.claimed, damage.currency, damage.noted_by) == (Decimal("3400.50"), "UAH", None)


def test_nobody_claims_by_the_link_of_another(client, mistake, viktor):
    other = write(viktor)
    assert client.post(url_of(other, page=f"lost/{mistake.pk}/"), LOSS).status_code == 404
    assert not Damage.objects.exists()


def test_he_says_that_a_letter_hurts_by_pressing_not_by_looking(client, case, petro, olena):
    letter = answer(case, petro, "Read your contract.", MORNING)
    page = url_of(case, page=f"rude/{letter.pk}/")
    assert "Read your contract." in read(client, page)
    assert not ConductFlag.objects.exists()
    client.post(page, {"reason": "As if I were a child"})
    flag = ConductFlag.objects.get()
    assert (flag.person, flag.reason) == (olena, "As if I were a child")
