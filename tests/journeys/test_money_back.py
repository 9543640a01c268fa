"""R006, R007, R008 and R085 through the doors: pages of the desk and the client's own page."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.access.actions.links import link_for
from slovo.domain.billing.actions.drafting import bill_time, draft_invoice
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import set_price
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.models import ConductFlag, Damage, Mistake, Payout
from slovo.lib.sums import money
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.test_story_a_mistake import SPOKEN, firm_at_work, opened, pressed, told, utc
from tests.journeys.world import world

__all__ = ["firm_at_work", "world"]
pytestmark = pytest.mark.django_db(transaction=True)


def desk_of(world, firm_at_work):
    olha, petro, maksym, case = firm_at_work
    mistake = opened(world, maksym, case)
    world.at("2027-03-29T09:05:00Z")
    assert pressed(world.desk(olha), f"/mistakes/{mistake.pk}/admit/", **SPOKEN).status_code == 302
    world.keep("2027-03-29T09:06:00Z")
    return world.desk(olha), world.desk(petro), mistake, case


def his_page(case, at):
    token = link_for(case.person, subject=f"case:{case.pk}", by=case.person, at=at)
    return f"/c/{token}/"


def test_r006_free_hours_cannot_be_priced_and_the_attempt_is_written_down(world, firm_at_work):
    """The page calls `note_locked_price` when the price is refused."""
    olha, petro, mistake, case = desk_of(world, firm_at_work)
    world.at("2027-03-30T11:20:00Z")
    hours = {"day": "2027-03-30", "minutes": "3.5", "note": "Filed anew"}
    assert pressed(petro, f"/mistakes/{mistake.pk}/rework/", **hours).status_code == 302
    entry, by = TimeEntry.objects.get(), firm_at_work[0]
    at = utc("03-30T12:00")
    since = {"since": entry.day, "rate": Decimal(2400), "currency": "UAH"}
    set_price(case.engagement or entry.engagement, **since, by=by, at=at)
    invoice = draft_invoice(entry.engagement, currency="UAH", by=by, at=at)
    line = bill_time(invoice, entries=[entry], by=by, at=at)[0]
    assert (line.minutes, line.amount) == (210, Decimal("0.00"))
    url = f"/money/{invoice.pk}/lines/{line.pk}/price/"
    refused = olha.post(url, {"unit_price": "2400"})
    assert refused.status_code == 422
    assert "stays at zero" in text_of(refused)
    event = Event.objects.get(kind="line.price_refused")
    assert (event.actor_name, event.refs) == ("Olha Levchenko", {"price": "2400.00"})
    assert "3 h 30 min" in text_of(petro.get(f"/mistakes/{mistake.pk}/"))


def test_r008_the_client_claims_it_himself_and_the_principal_decides(world, firm_at_work):
    olha, petro, mistake, case = desk_of(world, firm_at_work)
    world.at("2027-03-30T11:20:00Z")
    page = his_page(case, utc("03-30T11:20"))
    assert "court fee was paid under a wrong code" in text_of(Client().get(page))
    fee = {"text": "Second court fee", "amount": "3 400", "currency": "uah"}
    lost = f"{page}lost/{mistake.pk}/"
    refused = Client().post(lost, fee)
    assert refused.status_code == 422
    assert "Second court fee" in refused.content.decode()
    scan = SimpleUploadedFile("receipt.pdf", b"%PDF", "application/pdf")
    assert Client().post(lost, {**fee, "file": scan}).status_code == 302
    damage = Damage.objects.get()
    assert (damage.claimed, damage.noted_by, damage.decide_by) == (
        3400,
        None,
        utc("04-06T15:00"),
    )
    url = f"/mistakes/{mistake.pk}/lost/{damage.pk}/"
    assert petro.get(f"{url}file/").content == b"%PDF"
    assert petro.post(url, {"agreed": "3400"}).status_code == 403
    world.at("2027-03-30T13:00:00Z")
    assert ": UAH 3,400<br>" in text_of(olha.get(url))
    said = {"agreed": "3400", "pay_on": "2027-04-09", "reason": ""}
    assert pressed(olha, url, **said).status_code == 302
    payout = Payout.objects.get()
    assert payout.due_at == utc("04-09T20:59:59")
    assert "by Fri 9 April" in text_of(Client().get(page))
    world.at("2027-04-09T09:00:00Z")
    paid = petro.post(f"/mistakes/{mistake.pk}/paid/{payout.pk}/", {"reference": "Order 18"})
    assert paid.status_code == 302
    payout.promise.refresh_from_db()
    assert (payout.promise.outcome, payout.promise.done_at) == ("kept", utc("04-09T09:00"))
    assert "We paid you" in text_of(Client().get(page))


def test_r007_a_verdict_by_page_reminds_on_the_seventh_day(world, firm_at_work):
    olha, _petro, mistake, case = desk_of(world, firm_at_work)
    world.at("2027-03-30T13:00:00Z")
    engagement = case.person.engagements.get()
    payment = make.make_payment(engagement, firm_at_work[0])
    line = payment.invoice.lines.get()
    rest = {"amount": line.amount - payment.amount, "paid_on": payment.paid_on}
    record_payment(payment.invoice, **rest, by=firm_at_work[0], at=payment.recorded_at)
    url = f"/mistakes/{mistake.pk}/quality/"
    owed = money(line.amount, payment.invoice.currency, "en")
    assert f"{payment.invoice.number}: {line.text}, {owed}" in text_of(olha.get(url))
    assert olha.post(url, {"text": "Not checked"}).status_code == 422
    said = {**fields_of(olha.get(url)), "text": "Not checked", "lines": [line.pk]}
    assert olha.post(url, said).status_code == 302
    payout = Payout.objects.get()
    assert (payout.amount, payout.due_at) == (line.amount, utc("04-09T20:59:59"))
    assert "Not paid until" not in text_of(olha.get(f"/mistakes/{mistake.pk}/"))  # it was paid
    words = case.messages.filter(direction="out").latest("pk").text
    assert [each in words for each in (owed, "Fri 9 April")] == [True, True]
    world.keep("2027-04-06T12:59:59Z")
    assert told("payout_due") == []
    world.keep("2027-04-06T13:00:00Z")
    assert told("payout_due") == [("Olha Levchenko", utc("04-06T13:00"))]


def test_r085_the_client_flags_a_letter_and_upheld_its_clock_starts(world, firm_at_work):
    olha, _petro, mistake, case = desk_of(world, firm_at_work)
    letter = Mistake.objects.get(pk=mistake.pk).letter
    world.at("2027-03-29T10:00:00Z")
    page = his_page(case, utc("03-29T10:00"))
    assert f"rude/{letter.pk}/" in Client().get(f"{page}history/").content.decode()
    assert ConductFlag.objects.count() == 0
    rude = Client().post(f"{page}rude/{letter.pk}/", {"reason": "As to a child"})
    assert rude.status_code == 302
    flag = ConductFlag.objects.get()
    assert told("conduct_flagged") == [("Olha Levchenko", utc("03-29T10:00"))]
    assert "As to a child" in text_of(olha.get("/mistakes/"))
    world.at("2027-03-29T11:00:00Z")
    said = {"is_upheld": "yes", "words": "We do not write so."}
    assert olha.post(f"/mistakes/rude/{flag.pk}/", said).status_code == 302
    opened_now = Mistake.objects.latest("pk")
    assert (opened_now.discovered_at, opened_now.admit_by) == (
        utc("03-29T11:00"),
        utc("03-29T15:00"),
    )
