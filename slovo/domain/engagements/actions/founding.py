"""The first hour of a house: a firm, its hours, its two classes and the one who answers for it."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.calendars.actions.calendars import save_calendar
from slovo.domain.calendars.models import Calendar, default_week
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.actions.users import save_user
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import Role
from slovo.domain.standards.actions.classes import WEEKDAYS, save_class
from slovo.domain.standards.actions.first_rules import write_first_rules


class AlreadyFounded(Refusal):
    """An install is one firm's."""


@transaction.atomic
def found_firm(  # noqa: PLR0913 - everything a house needs on its first day
    *,
    name: str,
    zone: str,
    language: str,
    country: str = "UA",
    kind: str = "real",
    principal_name: str,
    principal_email: str,
    password: str,
    by: Doer,
    at: datetime,
) -> Firm:
    """Make the firm with its calendar, the classes everybody starts with, and the principal."""
    if Firm.current() is not None:
        raise AlreadyFounded(_("This house already belongs to a firm."))
    with translation.override(language):
        office = save_calendar(
            None, name=_("Working hours"), zone=zone, week=default_week(), by=by, at=at
        )
        _make_standard(office, by=by, at=at)
        _make_immediate(zone, by=by, at=at)
    principal = save_user(
        None,
        email=principal_email,
        full_name=principal_name,
        roles=[Role.PRINCIPAL, Role.ADMINISTRATOR],
        language=language,
        zone=zone,
        password=password,
        by=by,
        at=at,
    )
    firm = save_firm(
        Firm(pk=1, kind=kind, made_at=at),
        name=name,
        zone=zone,
        language=language,
        country=country,
        calendar=office,
        front_desk=principal,
        by=by,
        at=at,
    )
    with translation.override(language):
        write_first_rules(principal, by=by, at=at)
    return firm


def _make_standard(office: Calendar, *, by: Doer, at: datetime) -> None:
    save_class(
        None,
        name=_("Standard"),
        about=_("A person answers you within 24 hours, every day of the year."),
        calendar=office,
        is_default=True,
        by=by,
        at=at,
    )


def _make_immediate(zone: str, *, by: Doer, at: datetime) -> None:
    every_day = {day: [["00:00", "24:00"]] for day in WEEKDAYS}
    always = save_calendar(None, name=_("Round the clock"), zone=zone, week=every_day, by=by, at=at)
    save_class(
        None,
        name=_("Immediate"),
        about=_("A person answers you within 15 minutes, day and night; in an emergency within 5."),
        calendar=always,
        answer_minutes=15,
        critical_answer_minutes=5,
        by=by,
        at=at,
    )
