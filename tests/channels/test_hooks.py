"""Other programs are told over real HTTP, so that the package of the standard believes it."""

import json
from datetime import timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.hooks.actions.endpoints import (
    add_endpoint,
    pause_endpoint,
    resume_endpoint,
    rotate_secret,
)
from slovo.domain.hooks.actions.errands import (
    KEPT,
    EndpointPaused,
    forget_errands,
    lease_errand,
    send_again,
)
from slovo.domain.hooks.models import Endpoint, Errand
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.promises.actions.making import make_promise
from slovo.interfaces.channels.hooks.deliver import tell_endpoints
from slovo.lib.webhooks import PAUSES
from slovo.web.troubles import troubles
from tests.channels.receiver import receiver
from tests.channels.servers import free_port
from tests.make import MORNING

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    settings.PRIVATE_CALLS = True
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")

    def set_to(at):
        monkeypatch.setenv("SLOVO_CLOCK", f"{at.isoformat()}!")
        return at

    return set_to


@pytest.fixture
def program():
    with receiver() as running:
        yield running


def told_of(url, *kinds):
    return add_endpoint(name="Robot", url=url, kinds=kinds, by=HOUSE, at=MORNING)


def opened(person, handler=None):
    sides = {"subject": "Divorce of the Sydorenkos", "channel": "email", "handler": handler}
    return open_case(person, **sides, by=person, at=MORNING)


def test_an_event_is_told_once_signed_and_without_anybodys_words(olena, petro, program):
    _endpoint, secret = told_of(program.url, "case.opened")
    case = opened(olena, petro)
    assert (tell_endpoints(MORNING), tell_endpoints(MORNING)) == (1, 0)
    ((headers, body),) = program.heard
    event, errand = Event.objects.get(kind="case.opened"), Errand.objects.get()
    assert Webhook(secret).verify(body, headers) == {
        "type": "case.opened",
        "timestamp": "2027-03-10T09:05:00Z",
        "data": {
            "event": event.pk,
            "subject": {"kind": "case", "id": case.pk},
            "by": {"kind": "person", "id": olena.pk},
            "case": {
                "ref": case.ref,
                "state": "on_us",
                "person": olena.pk,
                "organisation": None,
                "handler": petro.pk,
                "next_word_at": case.next_word_at.isoformat().replace("+00:00", "Z"),
            },
            "channel": "email",
        },
    }
    assert headers["webhook-id"] == f"msg_{errand.uuid.hex}"
    assert headers["content-type"] == "application/json"
    assert not [word for word in ("Divorce", "Sydorenko", "Olena", "Petro") if word in body]
    assert (errand.state, errand.code, errand.attempts, errand.sent_at) == ("sent", 204, 1, MORNING)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace("on_us", "closed"), headers)


def test_a_promise_is_told_with_its_due_and_no_text(olena, petro, engagement, program):
    told_of(program.url, "promise.made")
    case = opened(olena, petro)
    due_at = MORNING + timedelta(days=5)
    Errand.objects.all().delete()
    made = make_promise(case, text="The claim", kind="other", due_at=due_at, by=petro, at=MORNING)
    tell_endpoints(MORNING)
    said = json.loads(program.heard[0][1])["data"]
    assert said["subject"] == {"kind": "promise", "id": made.pk}
    due = due_at.isoformat().replace("+00:00", "Z")
    assert said["promise"] == {"kind": "other", "owed_by": "us", "due_at": due, "outcome": None}
    assert (said["owed_by"], said["owner"]) == ("us", petro.pk)
    assert "claim" not in program.heard[0][1]


def test_both_secrets_sign_for_a_day_and_then_the_new_one_alone(olena, program, clock):
    endpoint, old = told_of(program.url, "case.opened")
    new = rotate_secret(endpoint, by=HOUSE, at=MORNING)
    opened(olena)
    tell_endpoints(MORNING)
    headers, body = program.heard[0]
    Webhook(old).verify(body, headers)
    Webhook(new).verify(body, headers)
    send_again(Errand.objects.get(), by=HOUSE, at=MORNING)
    tell_endpoints(clock(MORNING + timedelta(hours=24)))
    headers, body = program.heard[1]
    Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_it_is_tried_ten_times_as_the_standard_says_then_the_endpoint_is_paused(
    olena, program, clock
):
    endpoint, _secret = told_of(program.url, "case.opened")
    program.answer = 500
    opened(olena)
    at = MORNING
    for pause in PAUSES:
        assert tell_endpoints(clock(at)) == 1
        errand = Errand.objects.get()
        assert (errand.state, errand.next_at) == ("delayed", at + pause)
        assert tell_endpoints(clock(errand.next_at - SECOND)) == 0
        at = errand.next_at
    assert sum(PAUSES, timedelta()) == timedelta(days=3, hours=3, minutes=35, seconds=5)
    assert tell_endpoints(clock(at)) == 1
    errand, endpoint = Errand.objects.get(), Endpoint.objects.get()
    assert (errand.state, errand.attempts, errand.next_at) == ("failed", 10, None)
    assert (endpoint.paused_at, endpoint.failure) == (at, "It answered 500.")
    assert len({(headers["webhook-id"], body) for headers, body in program.heard}) == 1
    (trouble,) = [found for found in troubles(at) if found.name.startswith("webhook")]
    assert trouble.words == "“Robot” is told nothing any more: It answered 500."
    with pytest.raises(EndpointPaused):
        send_again(errand, by=HOUSE, at=at)
    program.answer = 200
    resume_endpoint(endpoint, by=HOUSE, at=at)
    send_again(errand, by=HOUSE, at=at)
    assert tell_endpoints(at) == 1
    assert Errand.objects.get().state == "sent"
    assert not [found for found in troubles(at) if found.name.startswith("webhook")]


def test_an_endpoint_that_says_it_is_gone_is_paused_at_once(olena, program):
    told_of(program.url, "case.opened")
    program.answer = 410
    opened(olena)
    tell_endpoints(MORNING)
    assert Endpoint.objects.get().failure == "It answered 410."
    assert Errand.objects.get().state == "failed"


def test_a_redirect_is_not_followed(olena, program):
    told_of(program.url, "case.opened")
    program.answer, program.place = 302, f"{program.url}/elsewhere"
    opened(olena)
    tell_endpoints(MORNING)
    assert len(program.heard) == 1
    assert Errand.objects.get().failure == (
        "It answered 302 and points elsewhere. Enter the address it points to."
    )


def test_who_does_not_answer_keeps_nobody_else_waiting(olena, program):
    told_of(f"http://127.0.0.1:{free_port()}/", "case.opened", "case.closed")
    told_of(program.url, "case.opened")
    for _case in range(3):
        opened(olena)
    assert tell_endpoints(MORNING) == 4
    assert len(program.heard) == 3
    tried = Errand.objects.filter(attempts=1, sent_at=None)
    assert [each.failure for each in tried] == ["No connection is taken there."]


def test_private_addresses_are_not_called(olena, program, settings):
    told_of(program.url, "case.opened")
    Endpoint.objects.update(url=f"https://localhost:{program.port}/")
    settings.PRIVATE_CALLS = False
    opened(olena)
    tell_endpoints(MORNING)
    assert program.heard == []
    assert Errand.objects.get().failure == (
        "The address lies in a private network; we do not call there."
    )


def test_a_certificate_nobody_trusts_is_not_taken(olena, program):
    told_of(program.url.replace("http", "https"), "case.opened")
    opened(olena)
    tell_endpoints(MORNING)
    assert program.heard == []
    assert Errand.objects.get().state == "delayed"


def test_a_lost_lease_gives_the_same_errand_under_the_same_name(olena, program, clock):
    told_of(program.url, "case.opened")
    opened(olena)
    lost = lease_errand(by=HOUSE, at=MORNING)
    assert tell_endpoints(MORNING) == 0
    assert tell_endpoints(clock(MORNING + timedelta(minutes=5))) == 1
    assert program.heard[0][0]["webhook-id"] == lost.webhook_id


def test_what_happened_while_the_endpoint_was_paused_is_not_told(olena, program):
    endpoint, _secret = told_of(program.url, "case.opened")
    pause_endpoint(endpoint, by=HOUSE, at=MORNING)
    opened(olena)
    resume_endpoint(endpoint, by=HOUSE, at=MORNING)
    assert tell_endpoints(MORNING) == 0


def test_forget_errands_after_thirty_days(olena, program):
    told_of(program.url, "case.opened")
    opened(olena)
    tell_endpoints(MORNING)
    assert forget_errands(by=HOUSE, at=MORNING + KEPT - SECOND) == 0
    assert forget_errands(by=HOUSE, at=MORNING + KEPT) == 1
    assert forget_errands(by=HOUSE, at=MORNING + KEPT) == 0
    assert Event.objects.get(kind="errands.forgotten").refs == {"count": 1}
