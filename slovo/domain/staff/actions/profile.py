"""What a colleague sets for himself: how the desk looks to him, and how he signs."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.lib import zones

THEMES = ("", "light", "dark")


class PreferenceRefused(Refusal):
    """A language, zone or theme the house does not have."""


@transaction.atomic
def save_profile(
    user: User,
    *,
    language: str | None = None,
    zone: str | None = None,
    theme: str | None = None,
    signature: str | None = None,
    phone: str | None = None,
    by: User,
    at: datetime,
) -> User:
    """Each preference given is set; None leaves what is there. Only he himself may."""
    if by.pk != user.pk or not by.is_active:
        raise NotAllowed("save_profile")
    _refuse_unknown(language, zone, theme)
    given = {
        "language": language,
        "zone": zone,
        "theme": theme,
        "signature": signature,
        "phone": phone,
    }
    changed = {
        name: value.strip()
        for name, value in given.items()
        if value is not None and getattr(user, name) != value.strip()
    }
    for name, value in changed.items():
        setattr(user, name, value)
    if changed:
        user.save(update_fields=list(changed))
        record("user.changed", user, by=by, at=at, changed=list(changed))
    return user


def _refuse_unknown(language: str | None, zone: str | None, theme: str | None) -> None:
    if language is not None and language not in dict(settings.LANGUAGES):
        raise PreferenceRefused(_("Choose one of the languages of the list."))
    if zone is not None and not zones.is_zone(zone):
        raise PreferenceRefused(_("Nobody knows the time zone “%(zone)s”.") % {"zone": zone})
    if theme is not None and theme not in THEMES:
        raise PreferenceRefused(_("Choose light, dark, or as the device has it."))
