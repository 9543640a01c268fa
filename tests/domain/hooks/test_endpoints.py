"""Endpoints: who may, what is refused, what the secrets do, and that nobody pays without one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import rename_case
from slovo.domain.hooks.actions.endpoints import (
    EndpointNameMissing,
    EndpointUnsafe,
    EventUnknown,
    NoEventChosen,
    add_endpoint,
    change_endpoint,
    drop_endpoint,
    pause_endpoint,
    resume_endpoint,
    rotate_secret,
)
from slovo.domain.hooks.models import Endpoint, Errand
from slovo.domain.hooks.secrets import SigningKeyUnreadable, keys_of
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
URL = "https://robot.example/slovo"
DAY = timedelta(days=1)


def added(by, **sides):
    given = {"name": "Robot", "url": URL, "kinds": ["case.opened", "case.renamed"]}
    return add_endpoint(**{**given, **sides}, by=by, at=MORNING)


def opened(person):
    return open_case(person, subject="Lease", channel="email", by=person, at=MORNING)


def test_add_endpoint_gives_its_secret_once_and_keeps_it_locked(olha):
    endpoint, secret = added(olha)
    assert secret.startswith("whsec_")
    assert len(secret) == len("whsec_") + 44
    assert secret.encode() not in bytes(Endpoint.objects.get().secret)
    assert keys_of(Endpoint.objects.get(), MORNING) == [secret]
    assert Event.objects.get(kind="endpoint.added").refs == {"kinds": endpoint.kinds}


def test_only_those_who_change_settings_add_endpoints(taras, petro):
    added(taras)
    for refused in (
        lambda: added(petro),
        lambda: rotate_secret(Endpoint.objects.get(), by=petro, at=MORNING),
        lambda: pause_endpoint(Endpoint.objects.get(), by=petro, at=MORNING),
        lambda: resume_endpoint(Endpoint.objects.get(), by=petro, at=MORNING),
        lambda: drop_endpoint(Endpoint.objects.get(), by=petro, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "robot.example",
        "http://robot.example/",
        "https://",
        "https://me:pass@robot.example/",
        "https://robot.example:x/",
        "https://robot .example/",
        "https://[::1",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.7/",
        "https://[fd00::1]/",
        "https://[::ffff:192.168.0.1]/",
        f"https://robot.example/{'x' * 500}",
    ],
)
def test_what_is_no_public_https_address_is_refused(olha, url):
    with pytest.raises(EndpointUnsafe):
        added(olha, url=url)


def test_what_is_missing_is_refused_in_words(olha):
    with pytest.raises(EndpointNameMissing):
        added(olha, name=" ")
    with pytest.raises(NoEventChosen):
        added(olha, kinds=[])
    with pytest.raises(EventUnknown):
        added(olha, kinds=["case.opened", "folder.read"])


def test_change_endpoint_is_one_event_and_the_same_again_none(olha):
    endpoint, _secret = added(olha)
    sides = {"name": "Robot 2", "url": URL, "kinds": ["promise.broken"]}
    for _twice in range(2):
        change_endpoint(endpoint, **sides, by=olha, at=MORNING)
    assert Endpoint.objects.get().kinds == ["promise.broken"]
    assert Event.objects.filter(kind="endpoint.changed").count() == 1


def test_rotate_secret_lets_both_sign_for_a_day(olha):
    endpoint, old = added(olha)
    new = rotate_secret(endpoint, by=olha, at=MORNING)
    endpoint.refresh_from_db()
    assert keys_of(endpoint, MORNING) == [new, old]
    assert keys_of(endpoint, MORNING + DAY - timedelta(seconds=1)) == [new, old]
    assert keys_of(endpoint, MORNING + DAY) == [new]


def test_a_secret_of_another_key_is_said_to_be_unreadable(olha, settings):
    endpoint, _secret = added(olha)
    settings.SECRET_KEY = "another"
    with pytest.raises(SigningKeyUnreadable):
        keys_of(endpoint, MORNING)


def test_an_errand_is_written_with_the_event_for_each_endpoint_that_chose_it(olha, olena):
    one, _secret = added(olha)
    added(olha, name="Other", kinds=["promise.made"])
    case = opened(olena)
    event = Event.objects.get(kind="case.opened")
    errand = Errand.objects.get()
    assert (errand.event_id, errand.endpoint_id) == (event.pk, one.pk)
    assert (errand.queued_at, errand.next_at, errand.state) == (MORNING, MORNING, "queued")
    rename_case(case, subject="Rent", by=olha, at=MORNING)
    assert [each.event.kind for each in Errand.objects.order_by("pk")] == [
        "case.opened",
        "case.renamed",
    ]


def test_a_paused_endpoint_is_told_nothing_and_what_waited_leaves_when_it_goes_on(olha, olena):
    endpoint, _secret = added(olha)
    opened(olena)
    Errand.objects.update(next_at=MORNING + DAY, attempts=3)
    for _twice in range(2):
        pause_endpoint(endpoint, by=olha, at=MORNING)
    opened(olena)
    assert Errand.objects.count() == 1
    assert not Errand.objects.due(MORNING + 2 * DAY).exists()
    for _twice in range(2):
        resume_endpoint(endpoint, by=olha, at=MORNING)
    assert Errand.objects.due(MORNING).count() == 1
    kinds = Event.objects.filter(kind__in=("endpoint.paused", "endpoint.resumed"))
    assert kinds.count() == 2


def test_drop_endpoint_takes_what_waits_with_it(olha, olena):
    endpoint, _secret = added(olha)
    opened(olena)
    for _twice in range(2):
        drop_endpoint(endpoint, by=olha, at=MORNING)
    assert (Endpoint.objects.count(), Errand.objects.count()) == (0, 0)
    assert Event.objects.filter(kind="endpoint.dropped").count() == 1


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return [query["sql"] for query in queries]


def test_without_an_endpoint_no_event_costs_a_query(olha, olena):
    case = opened(olena)
    before = queries_of(lambda: rename_case(case, subject="Rent", by=olha, at=MORNING))
    assert not [sql for sql in before if sql.lstrip("( ").startswith("SELECT") and "hooks" in sql]
    endpoint, _secret = added(olha, kinds=["case.renamed"])
    during = queries_of(lambda: rename_case(case, subject="Lease", by=olha, at=MORNING))
    pause_endpoint(endpoint, by=olha, at=MORNING)
    after = queries_of(lambda: rename_case(case, subject="Rent", by=olha, at=MORNING))
    assert (len(during) - len(before), len(after) - len(before)) == (3, 0)
