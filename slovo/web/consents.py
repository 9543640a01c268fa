"""Keys to mailboxes behind OAuth: asked for, used while they are good, renewed when due."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.consents import refuse_consent, renew_consent
from slovo.domain.post.models import Consent, Mailbox
from slovo.domain.post.secrets import unlock
from slovo.lib import clock, oauth

EARLY = timedelta(minutes=2)


class ConsentMissing(Refusal):
    """Nobody has given the consent yet, or the provider takes it no longer."""


def redirect_url() -> str:
    """What the firm enters at its provider, letter for letter."""
    return f"{settings.PUBLIC_URL}{reverse('settings-consent-back')}"


def authority_of(consent: Consent) -> oauth.Authority:
    if consent.provider == "microsoft":
        return oauth.microsoft(consent.tenant)
    if consent.provider == "google":
        return oauth.google()
    return oauth.Authority(consent.authorise_url, consent.token_url, consent.scope)


def application_of(consent: Consent) -> oauth.Application:
    """Raises `SecretUnreadable`."""
    return oauth.Application(consent.client_id, unlock(consent.client_secret), redirect_url())


def consent_of(mailbox: Mailbox) -> Consent | None:
    return Consent.objects.filter(mailbox_id=mailbox.pk).first() if mailbox.pk else None


def key_to(consent: Consent) -> str:
    """An access token good for now. Raises `ConsentMissing` or `oauth.AuthorityAway`."""
    at = clock.now()
    if consent.refused_at or not consent.refresh:
        raise _missing(consent)
    if consent.access_until and consent.access_until - EARLY > at:
        return unlock(consent.access)
    try:
        tokens = oauth.fresh_tokens(
            authority_of(consent),
            application_of(consent),
            refresh=unlock(consent.refresh),
            may_be_private=settings.PRIVATE_CALLS,
        )
    except oauth.ConsentRefused as problem:
        return _key_after_no(consent, problem, at)
    renewed = renew_consent(
        consent,
        access=tokens.access,
        refresh=tokens.refresh,
        until=at + timedelta(seconds=tokens.seconds),
        by=HOUSE,
        at=at,
    )
    return unlock(renewed.access)


def _key_after_no(consent: Consent, problem: oauth.ConsentRefused, at: datetime) -> str:
    """Another of us may have been quicker, and the authority takes each refresh token once."""
    used = bytes(consent.refresh)
    consent.refresh_from_db()
    if bytes(consent.refresh) != used and consent.access:
        return unlock(consent.access)
    if problem.code == "invalid_grant":
        raise _missing(refuse_consent(consent, by=HOUSE, at=at)) from problem
    sentence = _("The provider does not know our application (%(why)s). Check its id and secret.")
    raise ConsentMissing(sentence % {"why": problem.code}) from problem


def _missing(consent: Consent) -> ConsentMissing:
    if consent.given_at is None:
        return ConsentMissing(
            _("Nobody has given the consent yet. Open the mailbox in the settings and give it.")
        )
    return ConsentMissing(
        _(
            "The provider takes the consent no longer. Open the mailbox in the settings and give "
            "it again; nothing is lost meanwhile."
        )
    )
