"""The firm itself: one row, made once, changed by its house-keepers."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import zones


class FirmRefused(Refusal):
    """The firm needs a name, a zone the world knows and a language we speak."""


@transaction.atomic
def save_firm(  # noqa: PLR0913 - the firm has this many sides
    firm: Firm,
    *,
    name: str,
    zone: str,
    language: str,
    country: str,
    phone: str = "",
    address: str = "",
    calendar: Calendar,
    front_desk: User | None,
    by: Doer,
    at: datetime,
) -> Firm:
    """Change the firm, or write the row of a new one (only `found_firm` brings such)."""
    refuse_unless_allowed("change_settings", by)
    sides = {
        "name": name.strip(),
        "zone": zone,
        "language": language,
        "country": country.strip().upper(),
        "phone": phone.strip(),
        "address": address.strip(),
        "calendar_id": calendar.pk,
        "front_desk_id": front_desk.pk if front_desk else None,
    }
    _refuse_unusable(name, zone, language, front_desk)
    is_new = firm._state.adding  # noqa: SLF001 - Django's own word for an unsaved row
    changed = [side for side, value in sides.items() if getattr(firm, side) != value]
    for side, value in sides.items():
        setattr(firm, side, value)
    firm.save()
    if is_new or changed:
        record("firm.founded" if is_new else "firm.changed", firm, by=by, at=at, changed=changed)
    return firm


def _refuse_unusable(name: str, zone: str, language: str, front_desk: User | None) -> None:
    if not name.strip():
        raise FirmRefused(_("Write the name of the firm."))
    if not zones.is_zone(zone):
        raise FirmRefused(_("Nobody knows the time zone “%(zone)s”.") % {"zone": zone})
    if language not in dict(settings.LANGUAGES):
        raise FirmRefused(_("Choose one of the languages of the list."))
    if front_desk is not None and not front_desk.is_active:
        sentence = _("%(name)s has left the firm and cannot take new requests.")
        raise FirmRefused(sentence % {"name": front_desk.full_name})
