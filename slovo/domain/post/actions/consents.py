"""Leave to come into a mailbox: asked of a provider, given, renewed, and taken back."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.models import Consent, Mailbox
from slovo.domain.post.secrets import lock
from slovo.domain.staff.rights import refuse_unless_allowed

PROVIDERS = ("microsoft", "google", "other")
SIDES = ("provider", "client_id", "tenant", "authorise_url", "token_url", "scope")


class ProviderUnknown(Refusal):
    """It is Microsoft, Google, or another whose two addresses are given."""


class AuthorityUnsafe(Refusal):
    """An address to which secrets are sent must be https."""


class ClientSecretMissing(Refusal):
    """The saved secret belongs to another application or place and is not sent there."""


@transaction.atomic
def ask_consent(  # noqa: PLR0913 - an application has this many sides
    mailbox: Mailbox,
    *,
    provider: str,
    client_id: str,
    client_secret: str = "",
    tenant: str = "",
    authorise_url: str = "",
    token_url: str = "",
    scope: str = "",
    by: Doer,
    at: datetime,
) -> Consent:
    """Say how the firm is known at the provider. An empty secret keeps the saved one."""
    refuse_unless_allowed("change_settings", by)
    said = {
        "provider": provider,
        "client_id": client_id.strip(),
        "tenant": tenant.strip(),
        "authorise_url": authorise_url.strip(),
        "token_url": token_url.strip(),
        "scope": scope.strip(),
    }
    _refuse_unsafe(said)
    known = Consent.objects.select_for_update().filter(mailbox=mailbox).first()
    consent = known or Consent(mailbox=mailbox)
    is_other = any(getattr(consent, side) != said[side] for side in SIDES)
    if known and is_other and known.client_secret and not client_secret:
        raise ClientSecretMissing(_("The application is another one: enter its secret again."))
    for side, words in said.items():
        setattr(consent, side, words)
    consent.client_secret = lock(client_secret) if client_secret else consent.client_secret
    if is_other:
        consent.refresh = consent.access = b""
        consent.access_until = consent.given_at = None
    consent.save()
    record("consent.asked", consent, by=by, at=at, provider=provider)
    return consent


@transaction.atomic
def give_consent(
    consent: Consent, *, access: str, refresh: str, until: datetime, by: Doer, at: datetime
) -> Consent:
    """The provider lets us in: the mailbox is read at once."""
    refuse_unless_allowed("change_settings", by)
    consent.access, consent.refresh, consent.access_until = lock(access), lock(refresh), until
    consent.given_at, consent.refused_at = at, None
    consent.save()
    mailbox = Mailbox.objects.filter(pk=consent.mailbox_id, closed_at=None)
    mailbox.exclude(imap_host="").update(next_at=at)
    record("consent.given", consent, by=by, at=at)
    return consent


@transaction.atomic
def renew_consent(
    consent: Consent, *, access: str, refresh: str, until: datetime, by: Doer, at: datetime
) -> Consent:
    """A fresh key for the next hour; when somebody else was quicker, his one counts."""
    same = Consent.objects.filter(pk=consent.pk, refresh=consent.refresh)
    is_first = same.update(
        access=lock(access),
        access_until=until,
        refused_at=None,
        **({"refresh": lock(refresh)} if refresh else {}),
    )
    consent.refresh_from_db()
    if is_first:
        record("consent.renewed", consent, by=by, at=at)
    return consent


@transaction.atomic
def refuse_consent(consent: Consent, *, by: Doer, at: datetime) -> Consent:
    """The provider takes our leave no longer: somebody has to give it again."""
    same = Consent.objects.filter(pk=consent.pk, refresh=consent.refresh, refused_at=None)
    is_first = same.update(refused_at=at, access=b"", access_until=None)
    consent.refresh_from_db()
    if is_first:
        record("consent.refused", consent, by=by, at=at)
    return consent


@transaction.atomic
def drop_consent(mailbox: Mailbox, *, by: Doer, at: datetime) -> Mailbox:
    """The mailbox is opened with its password again."""
    refuse_unless_allowed("change_settings", by)
    if Consent.objects.filter(mailbox=mailbox).delete()[0]:
        Mailbox.objects.filter(pk=mailbox.pk, closed_at=None).exclude(imap_host="").update(
            next_at=at
        )
        record("consent.dropped", mailbox, by=by, at=at)
    return mailbox


def _refuse_unsafe(said: dict[str, str]) -> None:
    if said["provider"] not in PROVIDERS:
        raise ProviderUnknown(_("The provider is Microsoft, Google, or another."))
    if not said["tenant"].replace("-", "").replace(".", "").isalnum() and said["tenant"]:
        raise AuthorityUnsafe(_("A tenant is a name such as firm.example or a long number."))
    if said["provider"] != "other":
        return
    safe = ("https", "http") if settings.PRIVATE_CALLS else ("https",)
    for side in ("authorise_url", "token_url"):
        parts = urlsplit(said[side])
        if parts.scheme not in safe or not parts.hostname:
            raise AuthorityUnsafe(
                _("“%(url)s” must be an address that begins with https://.") % {"url": said[side]}
            )
