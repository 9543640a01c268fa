"""What every unasked letter carries: the way to have less of them (R067, RFC 2369, RFC 8058)."""

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.courtesy.models import Channel, Level, Preference

SUBJECT = "contact"


def contact_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/less/{token}/"


def less_line(token: str) -> str:
    return _("Too many letters from us? Say so with one press: %(url)s") % {
        "url": contact_url(token)
    }


def less_headers(token: str) -> tuple[tuple[str, str], ...]:
    """What mail programs turn into a button of their own."""
    return (
        ("List-Unsubscribe", f"<{contact_url(token)}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )


def confirmation(row: Preference) -> str:
    """The one line that tells him, in the language that is on."""
    said = {
        Level.USUAL: _("We write to you as usual."),
        Level.LESS: _("From now on we write to you half as often of our own accord."),
        Level.NONE: _("From now on we write to you only about your own requests."),
    }[Level(row.level)]
    refused = {
        Channel.EMAIL: _("What you did not ask for we send you by no letter."),
        Channel.PHONE: _("What you did not ask for we do not call you about."),
    }
    if row.level == Level.NONE:
        return said
    return " ".join([said, *(refused[Channel(channel)] for channel in row.refused)])
