"""Mailboxes opened by a consent (OAuth): asked, given, renewed, taken back and given again."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.consents import (
    AuthorityUnsafe,
    ClientSecretMissing,
    ProviderUnknown,
    ask_consent,
    drop_consent,
    give_consent,
    refuse_consent,
    renew_consent,
)
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Consent, Mailbox
from slovo.domain.post.secrets import unlock
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.channels.email.deliver import deliver_due
from slovo.interfaces.channels.email.fetch import fetch_due
from slovo.lib import oauth
from slovo.web.consents import key_to
from slovo.web.troubles import troubles
from tests.channels.authority import CLIENT, SECRET, authority
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, dovecot, free_port, smtp_server
from tests.channels.test_deliver import queued

pytestmark = pytest.mark.django_db
CAME = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
CONNECTED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    settings.PRIVATE_CALLS = True
    monkeypatch.setenv("SLOVO_CLOCK", "2026-03-10T09:00:00Z!")
    return lambda at: monkeypatch.setenv("SLOVO_CLOCK", f"{at.isoformat()}!")


@pytest.fixture
def provider():
    with authority() as running:
        yield running


def box(imap_port=1, smtp_port=1):
    return save_mailbox(
        None, address="desk@firm.example", imap_host="127.0.0.1", imap_port=imap_port,
        imap_security="none", smtp_host="127.0.0.1", smtp_port=smtp_port, smtp_security="none",
        by=HOUSE, at=CONNECTED,
    )  # fmt: skip


def asked(mailbox, place, by=HOUSE, **sides):
    urls = {"authorise_url": f"{place.url}/ask", "token_url": f"{place.url}/token"}
    given = {"provider": "other", "client_id": CLIENT, "client_secret": SECRET, **urls, **sides}
    return ask_consent(mailbox, **given, by=by, at=NOW)


def say_yes(client, mailbox, provider):
    start = client.get(f"/settings/mailboxes/{mailbox.pk}/sign-in/ask/")
    assert start.status_code == 302
    return client.get("/settings/mailboxes/consent/", provider.consent(start["Location"]))


@pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed")
def test_letters_come_and_go_with_a_consent_and_again_after_a_new_one(as_olha, provider, clock):
    with dovecot(provider.url) as imap, smtp_server() as smtp:
        smtp.tokens = provider.accesses
        mailbox = box(imap.port, smtp.port)
        asked(mailbox, provider)
        fetch_due(NOW)
        mailbox.refresh_from_db()
        assert mailbox.failure.startswith("Nobody has given the consent yet.")

        say_yes(as_olha, mailbox, provider)
        imap.append("desk@firm.example", letter("one"), CAME)
        delivery = queued(mailbox)
        assert (fetch_due(NOW), deliver_due(datetime(2027, 3, 10, 9, 5, tzinfo=UTC))) == (1, 2)
        delivery.refresh_from_db()
        assert (delivery.state, Case.objects.count(), provider.renewals) == ("sent", 1, 0)

        provider.revoke()
        later = NOW + timedelta(hours=2)
        clock(later)
        fetch_due(later)
        mailbox.refresh_from_db()
        assert mailbox.failure.startswith("The provider takes the consent no longer.")
        assert any("takes the consent no longer" in one.words for one in troubles(later))

        say_yes(as_olha, mailbox, provider)
        imap.append("desk@firm.example", letter("two"), CAME)
        assert fetch_due(later) == 1
        mailbox.refresh_from_db()
        assert mailbox.failed_at is None


def test_a_key_is_renewed_shortly_before_it_ends(as_olha, provider, clock):
    mailbox = box()
    asked(mailbox, provider)
    say_yes(as_olha, mailbox, provider)
    consent = Consent.objects.get()
    assert key_to(consent) == "access-0"
    clock(NOW + timedelta(minutes=57))
    assert key_to(consent) == "access-0"
    clock(NOW + timedelta(minutes=58))
    assert key_to(consent) == "access-2"
    assert consent.access_until == NOW + timedelta(minutes=118)
    assert unlock(Consent.objects.get().refresh) == "refresh-0"


def test_a_refresh_token_that_is_taken_once_serves_two_who_renew(as_olha, provider, clock):
    provider.rotates = True
    mailbox = box()
    asked(mailbox, provider)
    say_yes(as_olha, mailbox, provider)
    clock(NOW + timedelta(hours=1))
    one, other = Consent.objects.get(), Consent.objects.get()
    assert key_to(one) == key_to(other) == "access-2"
    assert Consent.objects.get().refused_at is None


def test_an_authority_that_is_away_is_said_and_takes_no_consent_back(as_olha, provider, clock):
    mailbox = box()
    asked(mailbox, provider)
    say_yes(as_olha, mailbox, provider)
    clock(NOW + timedelta(hours=1))
    provider.is_broken = True
    fetch_due(NOW + timedelta(hours=1))
    mailbox.refresh_from_db()
    assert mailbox.failure == (
        "The provider's sign-in did not answer as it should: 503 temporarily_unavailable"
    )
    provider.is_broken = False
    assert key_to(Consent.objects.get()) == "access-2"


def test_a_token_of_another_account_is_said_in_words(as_olha, provider):
    with smtp_server() as smtp:
        smtp.tokens = set()
        mailbox = box(smtp_port=smtp.port)
        asked(mailbox, provider)
        say_yes(as_olha, mailbox, provider)
        queued(mailbox)
        deliver_due(datetime(2027, 3, 10, 9, 5, tzinfo=UTC))
    mailbox.refresh_from_db()
    assert mailbox.sending_failure.startswith(
        "127.0.0.1 does not take the consent for this user name:"
    )


def test_secrets_and_tokens_are_not_readable_in_the_database(as_olha, provider):
    mailbox = box()
    asked(mailbox, provider)
    say_yes(as_olha, mailbox, provider)
    kept = Consent.objects.get()
    plain = b"".join(bytes(one) for one in (kept.client_secret, kept.refresh, kept.access))
    assert not any(word in plain for word in (b"secret of", b"refresh-", b"access-"))


def test_private_addresses_and_plain_http_are_not_called(settings, provider):
    settings.PRIVATE_CALLS = False
    with pytest.raises(AuthorityUnsafe):
        asked(box(), provider)
    application = oauth.Application(CLIENT, SECRET, "https://desk.example/back")
    for place in (provider.url, "https://127.0.0.1:1", "https://localhost", "https://10.0.0.7"):
        there = oauth.Authority(place, f"{place}/token", "")
        with pytest.raises(oauth.AuthorityForbidden):
            oauth.fresh_tokens(there, application, refresh="x")


def test_ask_consent_refuses_what_cannot_be(provider, petro):
    mailbox = box()
    with pytest.raises(ProviderUnknown):
        asked(mailbox, provider, provider="elsewhere")
    with pytest.raises(AuthorityUnsafe):
        asked(mailbox, provider, provider="microsoft", tenant="evil.example/x?")
    with pytest.raises(NotAllowed):
        asked(mailbox, provider, by=petro)
    asked(mailbox, provider)
    with pytest.raises(ClientSecretMissing):
        asked(mailbox, provider, client_secret="", token_url=f"http://127.0.0.1:{free_port()}/")
    asked(mailbox, provider, client_secret="")
    assert unlock(Consent.objects.get().client_secret) == SECRET


def test_give_renew_refuse_and_drop_consent_once_each(olha, petro, provider):
    mailbox = box()
    consent = asked(mailbox, provider, by=olha)
    until = NOW + timedelta(hours=1)
    tokens = {"access": "a", "refresh": "r", "until": until}
    with pytest.raises(NotAllowed):
        give_consent(consent, **tokens, by=petro, at=NOW)
    give_consent(consent, **tokens, by=olha, at=NOW)
    assert Mailbox.objects.get().next_at == NOW
    late = Consent.objects.get()
    renew_consent(consent, access="b", refresh="s", until=until, by=HOUSE, at=NOW)
    assert unlock(renew_consent(late, **tokens, by=HOUSE, at=NOW).access) == "b"
    refuse_consent(consent, by=HOUSE, at=NOW)
    refuse_consent(consent, by=HOUSE, at=NOW)
    assert Consent.objects.get().refused_at == NOW
    drop_consent(mailbox, by=olha, at=NOW)
    drop_consent(mailbox, by=olha, at=NOW)
    kinds = list(Event.objects.filter(kind__startswith="consent.").values_list("kind", flat=True))
    steps = ("asked", "given", "renewed", "refused", "dropped")
    assert kinds == [f"consent.{step}" for step in steps]


def test_another_server_needs_another_consent(as_olha, provider, olha):
    mailbox = box()
    asked(mailbox, provider)
    say_yes(as_olha, mailbox, provider)
    save_mailbox(
        mailbox, address="desk@firm.example", imap_host="imap.elsewhere.example", by=olha, at=NOW
    )
    kept = Consent.objects.get()
    assert (bytes(kept.refresh), kept.given_at) == (b"", None)
