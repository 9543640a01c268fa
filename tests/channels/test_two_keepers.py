"""Two processes at the same work: nothing is done twice. Threads have connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.hooks.actions.endpoints import add_endpoint
from slovo.domain.hooks.actions.errands import lease_errand
from slovo.domain.hooks.models import Errand
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.fetching import claim_mailbox
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.actions.sending import lease_delivery
from slovo.domain.post.models import Delivery, Mailbox, RawLetter
from slovo.interfaces.channels.email.receive import take_in
from tests.channels.letters import letter
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4


def together(work: Callable[[int], object]) -> list[object]:
    """Start every hand at the same moment and give what each one brought."""
    start = Barrier(HANDS)

    def hand(number: int) -> object:
        try:
            connection.ensure_connection()
            start.wait(60)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(hand, range(HANDS)))


def test_each_letter_is_leased_once(firm):
    for number in range(40):
        queue_letter(
            subject_ref=f"message:{number}",
            case_id=None,
            mailbox=None,
            to_name="",
            to_address="olena@client.example",
            letter_subject="Hello",
            message_id=f"<S-1.{number}.x@firm.example>",
            text="words",
            send_at=MORNING,
            by=HOUSE,
            at=MORNING,
        )

    def lease_all(_number: int) -> list[int]:
        leased = []
        while delivery := lease_delivery(by=HOUSE, at=MORNING):
            leased.append(delivery.pk)
        return leased

    leased = [key for keys in together(lease_all) for key in keys]
    assert sorted(leased) == sorted(Delivery.objects.values_list("pk", flat=True))
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_each_mailbox_is_claimed_once(firm):
    for number in range(6):
        address = f"desk{number}@firm.example"
        save_mailbox(None, address=address, imap_host="x.example", by=HOUSE, at=FOUNDED)

    def claim_all(_number: int) -> list[int]:
        claimed = []
        while mailbox := claim_mailbox(by=HOUSE, at=MORNING):
            claimed.append(mailbox.pk)
        return claimed

    claimed = [key for keys in together(claim_all) for key in keys]
    assert sorted(claimed) == sorted(Mailbox.objects.values_list("pk", flat=True))


def test_the_same_letters_from_four_hands_are_one_message_each(firm):
    raws = [letter(f"words {n}", sender=f"c{n % 7}@client.example") for n in range(12)]

    def take_all(number: int) -> None:
        for raw in raws[number:] + raws[:number]:
            take_in(raw, source="inlet", received_at=MORNING, at=MORNING)

    together(take_all)
    assert set(RawLetter.objects.values_list("outcome", "failure")) == {("message", "")}
    assert (RawLetter.objects.count(), Message.objects.filter(direction="in").count()) == (12, 12)
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_different_letters_of_new_people_get_numbers_of_their_own(firm):
    def take_some(number: int) -> None:
        for turn in range(5):
            raw = letter(sender=f"c{number}.{turn}@client.example")
            take_in(raw, source="inlet", received_at=MORNING, at=MORNING + timedelta(seconds=1))

    together(take_some)
    assert set(RawLetter.objects.values_list("outcome", "failure")) == {("message", "")}
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, 21))


def test_each_errand_is_leased_once(olena):
    sides = {"name": "Robot", "url": "https://robot.example/", "kinds": ["case.opened"]}
    add_endpoint(**sides, by=HOUSE, at=FOUNDED)
    for _number in range(20):
        open_case(olena, subject="Lease", channel="email", by=olena, at=MORNING)

    def lease_all(_number: int) -> list[int]:
        leased = []
        while errand := lease_errand(by=HOUSE, at=MORNING):
            leased.append(errand.pk)
        return leased

    leased = [key for keys in together(lease_all) for key in keys]
    assert sorted(leased) == sorted(Errand.objects.values_list("pk", flat=True))
    assert len(leased) == 20
