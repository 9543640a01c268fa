"""Signs of loyalty noted, put right, taken back; and what one person keeps of two (R028)."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.clients.actions.merging import merge_people, undo_merger
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.signs import (
    RefersToHimself,
    Seen,
    SignUnclear,
    correct_sign,
    drop_sign,
    note_sign,
)
from slovo.domain.loyalty.card import loyalty_of
from slovo.domain.loyalty.models import Sign
from slovo.domain.staff.rights import NotAllowed
from tests.domain.loyalty.scene import write
from tests.domain.promises.scene import kyiv
from tests.make import make_engagement, make_person

MONDAY, DAY = kyiv("2027-03-15 10:00"), timedelta(days=1)
PRICE = Seen(date(2027, 3, 1), occasion="raised", reaction="asked")
SHARE = Seen(date(2027, 3, 2), percent=0, words="Nothing with you yet", source="a call")


def test_what_nobody_knows_is_unknown_and_nought_is_nought(olena, petro, mailbox):
    card = loyalty_of(olena, petro, MONDAY)
    assert (card.tenure, card.repeat, card.shares, card.prices, card.referrals) == (
        *(None, None),
        *((), (), ()),
    )
    make_engagement(olena, petro, signed_at=kyiv("2026-03-15 00:30"))
    make_engagement(olena, petro, signed_at=kyiv("2026-03-16 00:30"))
    make_engagement(olena, petro, signed_at=MONDAY + DAY)
    note_sign(olena, kind="share", seen=SHARE, by=petro, at=MONDAY)
    card = loyalty_of(olena, petro, MONDAY)
    assert (card.tenure.since, card.tenure.days) == (date(2026, 3, 15), 365)
    assert (card.repeat.count, card.repeat.last, card.repeat.within_a_year) == (
        2,
        date(2026, 3, 16),
        1,
    )
    assert card.shares[0].percent == 0


def test_a_case_in_confidence_makes_nobody_a_client_for_others(olena, petro, maksym, olha, agreed):
    case = write(olena, kyiv("2026-12-01 10:00"))
    assert loyalty_of(olena, petro, MONDAY).tenure.since == date(2026, 12, 1)
    confide_case(case, level="principal", by=olha, at=MONDAY)
    assert loyalty_of(olena, olha, MONDAY).tenure.since == date(2026, 12, 1)
    assert loyalty_of(olena, maksym, MONDAY).tenure.since == date(2027, 3, 12)


def test_note_sign(olena, viktor, berehynia, petro, taras):
    noted = {"kind": "price", "by": petro, "at": MONDAY}
    assert note_sign(olena, seen=PRICE, **noted) == note_sign(olena, seen=PRICE, **noted)
    assert Event.objects.filter(kind="sign.noted").count() == 1
    for kind, seen in (
        ("price", Seen(date(2027, 3, 16), occasion="raised", reaction="asked")),
        ("price", Seen(date(2027, 3, 1), occasion="raised")),
        ("price", Seen(date(2027, 3, 1), occasion="raised", reaction="asked", percent=5)),
        ("share", Seen(date(2027, 3, 1), percent=50, words="Half", source=" ")),
        ("share", Seen(date(2027, 3, 1), percent=101, words="All", source="a call")),
        ("share", Seen(date(2027, 3, 1), words="All", source="a call", referred=viktor)),
        ("referral", Seen(date(2027, 3, 1))),
        ("referral", Seen(date(2027, 3, 1), referred=viktor, organisation=berehynia)),
        ("referral", Seen(date(2027, 3, 1), referred=viktor, occasion="rival")),
        ("price", Seen(date(2027, 3, 1), occasion="raised", reaction="asked", level="all")),
        ("share", Seen(date(2027, 3, 1), words="x" * 301, source="a call")),
        ("gift", PRICE),
    ):
        with pytest.raises(SignUnclear):
            note_sign(olena, kind=kind, seen=seen, by=petro, at=MONDAY)
    himself = Seen(date(2027, 3, 1), referred=olena)
    with pytest.raises(RefersToHimself):
        note_sign(olena, kind="referral", seen=himself, by=petro, at=MONDAY)
    with pytest.raises(NotAllowed):
        note_sign(olena, kind="price", seen=PRICE, by=taras, at=MONDAY)
    assert Sign.objects.count() == 1


def test_correct_and_drop_sign(olena, petro, taras):
    sign = note_sign(olena, kind="price", seen=PRICE, by=petro, at=MONDAY)
    better = Seen(date(2027, 3, 1), occasion="raised", reaction="bargained", words="Too much")
    for _twice in range(2):
        correct_sign(sign, seen=better, by=petro, at=MONDAY + DAY)
    event = Event.objects.get(kind="sign.corrected")
    assert event.refs["told"] == {"reaction": ["asked", "bargained"]}
    assert (event.refs["changed"], "Too much" in str(event.refs)) == (["reaction", "words"], False)
    with pytest.raises(SignUnclear):
        correct_sign(sign, seen=SHARE, by=petro, at=MONDAY + DAY)
    for verb in (lambda by: drop_sign(sign, by=by, at=MONDAY + DAY),):
        with pytest.raises(NotAllowed):
            verb(taras)
        verb(petro)
        verb(petro)
    assert Event.objects.filter(kind="sign.dropped").count() == 1
    assert loyalty_of(olena, petro, MONDAY).prices == ()
    with pytest.raises(SignUnclear):
        correct_sign(sign, seen=PRICE, by=petro, at=MONDAY + DAY)
    assert note_sign(olena, kind="price", seen=better, by=petro, at=MONDAY + DAY) != sign


def test_levels(olena, petro, iryna, olha, roman):
    for level in ("", "relationship", "principal"):
        seen = Seen(date(2027, 3, 1), occasion="rival", reaction="stayed", level=level)
        note_sign(olena, kind="price", seen=seen, by=petro, at=MONDAY)
    hold_relationship(olena, user=iryna, by=HOUSE, at=MONDAY)
    seen_by = [len(loyalty_of(olena, user, MONDAY).prices) for user in (petro, olha, iryna, roman)]
    assert seen_by == [3, 3, 2, 1]


def test_two_persons_are_one_and_none_sent_himself(olena, viktor, petro, olha):
    twin = make_person("Lena Sydorenko")
    for person, referred in ((olena, twin), (twin, olena), (twin, viktor), (viktor, twin)):
        seen = Seen(date(2027, 3, 1), referred=referred)
        note_sign(person, kind="referral", seen=seen, by=petro, at=MONDAY)
    merger = merge_people(olena, twin, by=olha, at=MONDAY)
    (left,) = loyalty_of(olena, petro, MONDAY).referrals
    assert left.referred == viktor
    (sent,) = loyalty_of(viktor, petro, MONDAY).referrals
    assert sent.referred == olena
    assert undo_merger(merger, by=olha, at=MONDAY + DAY) == []
    rows = Sign.objects.standing().values_list("person", "referred")
    both = (olena.pk, twin.pk), (twin.pk, olena.pk)
    assert sorted(rows) == sorted([*both, (twin.pk, viktor.pk), (viktor.pk, twin.pk)])
