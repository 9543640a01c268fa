"""What colleagues saw or heard of a client's loyalty: noted, put right, taken back (R028)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.models import Occasion, Reaction, Sign, SignKind
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.levels import CHOSEN, Level
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

TOLD = ("happened_on", "occasion", "reaction", "percent", "level")


class SignUnclear(Refusal):
    """A sign says what happened, on which day, and what shows it."""


class RefersToHimself(Refusal):
    """Whoever recommends us recommends us to somebody else."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A price and how he took it; a share in his words; or whom he sent to us."""

    happened_on: date
    occasion: str = ""
    reaction: str = ""
    percent: int | None = None
    referred: Person | None = None
    organisation: Organisation | None = None
    words: str = ""
    source: str = ""
    level: str = Level.TEAM


@transaction.atomic
def note_sign(person: Person, *, kind: str, seen: Seen, by: User, at: datetime) -> Sign:
    """Noted twice, it stands once."""
    refuse_unless_allowed("note_sign", by)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    _refuse_unclear(person, kind, seen, at)
    sides = _sides(seen)
    known = Sign.objects.standing().filter(person=person, kind=kind, **sides).first()
    if known is not None:
        return known
    made = Sign.objects.create(person=person, kind=kind, **sides, noted_by=by, noted_at=at)
    record("sign.noted", made, by=by, at=at, person=person.pk, about=kind)
    return made


@transaction.atomic
def correct_sign(sign: Sign, *, seen: Seen, by: User, at: datetime) -> Sign:
    """It was otherwise; the journal keeps what stood there, of words only that they changed."""
    refuse_unless_allowed("note_sign", by)
    known = Sign.objects.select_for_update(of=("self",)).select_related("person").get(pk=sign.pk)
    if known.dropped_at is not None:
        raise SignUnclear(_("It was taken back. Note it anew."))
    _refuse_unclear(known.person, known.kind, seen, at)
    sides = _sides(seen)
    before = {side: getattr(known, side) for side in sides}
    changed = sorted(side for side, value in sides.items() if before[side] != value)
    if not changed:
        return known
    for side in changed:
        setattr(known, side, sides[side])
    known.save(update_fields=changed)
    told = {side: [str(before[side]), str(sides[side])] for side in changed if side in TOLD}
    refs: dict[str, Any] = {"person": known.person_id, "changed": changed, "told": told}
    record("sign.corrected", known, by=by, at=at, **refs)
    return known


@transaction.atomic
def drop_sign(sign: Sign, *, by: User, at: datetime) -> None:
    """It was no such thing after all: it is on no card any more."""
    refuse_unless_allowed("note_sign", by)
    if Sign.objects.filter(pk=sign.pk, dropped_at=None).update(dropped_at=at):
        record("sign.dropped", sign, by=by, at=at, person=sign.person_id, about=sign.kind)


def _sides(seen: Seen) -> dict[str, object]:
    said = {name: getattr(seen, name) for name in Seen.__dataclass_fields__}
    words = {"words": seen.words.strip(), "source": seen.source.strip()}
    return said | words | {"referred": seen.referred.kept if seen.referred else None}


def _refuse_unclear(person: Person, kind: str, seen: Seen, at: datetime) -> None:
    if kind not in SignKind.values or seen.level not in dict(CHOSEN):
        raise SignUnclear(_("Choose what it was, and who may read it."))
    if seen.happened_on > today_of_firm(at):
        raise SignUnclear(_("It has not happened yet."))
    if len(seen.words) > 300 or len(seen.source) > 200:
        raise SignUnclear(_("Say it in one short sentence."))
    {
        SignKind.PRICE: _refuse_price,
        SignKind.SHARE: _refuse_share,
        SignKind.REFERRAL: _refuse_referral,
    }[SignKind(kind)](person, seen)


def _refuse_price(_person: Person, seen: Seen) -> None:
    if seen.occasion not in Occasion.values or seen.reaction not in Reaction.values:
        raise SignUnclear(_("Say what happened to the price, and what the client did."))
    if seen.percent is not None or seen.referred or seen.organisation:
        raise SignUnclear(_("A price event has no share and no referral."))


def _refuse_share(_person: Person, seen: Seen) -> None:
    if not seen.words.strip() or not seen.source.strip():
        raise SignUnclear(_("Write the client’s own words, and where they were said."))
    if seen.percent is not None and not 0 <= seen.percent <= 100:
        raise SignUnclear(_("A share is between 0 and 100 per cent."))
    if seen.occasion or seen.reaction or seen.referred or seen.organisation:
        raise SignUnclear(_("A share has no price event and no referral."))


def _refuse_referral(person: Person, seen: Seen) -> None:
    if (seen.referred is None) == (seen.organisation is None):
        raise SignUnclear(_("Name the person or the organisation that was sent to us."))
    if seen.referred is not None and seen.referred.kept.pk == person.pk:
        raise RefersToHimself(_("Nobody recommends us to himself. Name somebody else."))
    if seen.occasion or seen.reaction or seen.percent is not None:
        raise SignUnclear(_("A referral has no price event and no share."))
