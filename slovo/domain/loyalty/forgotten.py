"""Whom of his people a colleague has left without a word, a voice or a beginning of ours (R021)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min, TextField

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.loyalty.acts import Act, instant, last_acts, last_voices
from slovo.domain.loyalty.keeping import people_of
from slovo.domain.loyalty.models import VoiceWish
from slovo.domain.loyalty.starting import Starts, starts_of
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared

MOST_DAYS, MOST_VOICE_DAYS = 45, 90


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How it stands with one client: days are whole dates of his colleague's zone.

    Without a real action or a voice they are counted from his first matter.
    """

    person: Person
    act: Act | None
    days: int
    voice: Act | None
    voice_days: int
    starts: Starts
    voice_within: int = MOST_VOICE_DAYS

    @property
    def is_forgotten(self) -> bool:
        return self.days > MOST_DAYS

    @property
    def is_unheard(self) -> bool:
        """Longer than 90 days, or than he wished; who wants no calls is not counted."""
        return bool(self.voice_within) and self.voice_days > self.voice_within

    @property
    def is_listed(self) -> bool:
        low = self.starts.is_low or self.starts.is_streak
        return self.is_forgotten or self.is_unheard or low


def rhythms_of(people: Iterable[Person], zone: str, at: datetime) -> list[Rhythm]:
    """In the order of the people."""
    known = {person.pk: person for person in people}
    voices, starts = last_voices(known, at), starts_of(known, at)
    acts = last_acts(known, at, voices)
    begun, here = _first_matters(known), ZoneInfo(zone)
    wishes: dict[int, int] = dict(_WISHES(people=sorted(known)))
    today = at.astimezone(here).date()

    def days(since: datetime) -> int:
        return (today - since.astimezone(here).date()).days

    rows = []
    for pk, person in known.items():
        first, act, voice = begun.get(pk, person.made_at), acts.get(pk), voices.get(pk)
        rows.append(
            Rhythm(
                person,
                act,
                days(act.at if act else first),
                voice,
                days(voice.at if voice else first),
                starts.get(pk, Starts()),
                wishes.get(pk, MOST_VOICE_DAYS),
            )
        )
    return rows


def listed(user: User, at: datetime) -> list[Rhythm]:
    """Whom he should turn to, the longest forgotten first."""
    rows = [row for row in rhythms_of(people_of(user), user.zone, at) if row.is_listed]
    return sorted(rows, key=lambda row: (-row.days, -row.voice_days, row.person.pk))


def matters_of(people: Collection[int]) -> dict[int, Case]:
    """What to speak of: his newest open case, else his newest one."""
    found: dict[int, Case] = {}
    for case in Case.objects.filter(person__in=people).order_by("person", "-opened_at", "-pk"):
        known = found.setdefault(case.person_id, case)
        if case.is_open and not known.is_open:
            found[case.person_id] = case
    return found


def _first_matters(people: Collection[int]) -> dict[int, datetime]:
    found = {person: instant(moment) for person, moment in _OPENED(people=sorted(people))}
    for person, stamp in _SIGNED(people=sorted(people)):
        moment = instant(stamp)
        found[person] = min(found.get(person, moment), moment)
    return found


def _opened(people: list[int]) -> Any:
    cases = Case.objects.filter(person__in=people).order_by().values_list("person")
    return cases.annotate(first=Min("opened_at", output_field=TextField()))


def _signed(people: list[int]) -> Any:
    signed = Engagement.objects.filter(person__in=people, signed_at__isnull=False)
    begun = signed.order_by().values_list("person")
    return begun.annotate(first=Min("signed_at", output_field=TextField()))


def _wishes(people: list[int]) -> Any:
    return VoiceWish.objects.filter(person__in=people).values_list("person", "every_days")


_OPENED, _SIGNED, _WISHES = Prepared(_opened), Prepared(_signed), Prepared(_wishes)
