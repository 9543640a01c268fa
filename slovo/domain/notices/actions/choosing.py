"""What a colleague, or a team, wants to hear, how and when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.kinds import URGENT, Kind, Way
from slovo.domain.notices.models import Choice, Manner, Mute
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import refuse_unless_allowed


class ChoiceRefused(Refusal):
    """Duty always reaches somebody outside the app, and what is urgent waits for no digest."""


@transaction.atomic
def choose_ways(
    of: User | Team,
    *,
    ways: Mapping[Kind, Iterable[Way]],
    digests: Iterable[Kind] = (),
    by: User,
    at: datetime,
) -> None:
    """A whole table; a colleague chooses for himself, a team's is chosen by its house-keepers.

    A digest for which no way is chosen is a mail.
    """
    if isinstance(of, Team):
        refuse_unless_allowed("save_team", by)
    elif by.pk != of.pk or not by.is_active:
        raise NotAllowed("choose_ways")
    held = set(digests)
    if not set(ways.get(Kind.DUTY, (Way.MAIL,))):
        raise ChoiceRefused(_("Who is on duty must be reached: choose at least one way for it."))
    if held & set(URGENT):
        raise ChoiceRefused(_("What is urgent comes at once and not in a digest."))
    whose = {"team": of} if isinstance(of, Team) else {"user": of}
    changed = []
    for kind, chosen in ways.items():
        by_mail = [Way.MAIL] if kind in held else []
        wanted = {"ways": [way.value for way in Way if way in (set(chosen) or by_mail)]}
        sides = {**wanted, "is_digest": kind in held}
        row, is_new = Choice.objects.get_or_create(**whose, kind=kind, defaults=sides)
        if not is_new and (row.ways, row.is_digest) != (sides["ways"], sides["is_digest"]):
            row.ways, row.is_digest = wanted["ways"], kind in held
            row.save(update_fields=["ways", "is_digest"])
            is_new = True
        changed += [kind.value] if is_new else []
    if changed:
        record("ways.chosen", of, by=by, at=at, kinds=changed)


@transaction.atomic
def save_manner(
    user: User,
    *,
    quiet_from: time | None,
    quiet_to: time | None,
    digest_at: time,
    by: User,
    at: datetime,
) -> Manner:
    if by.pk != user.pk or not by.is_active:
        raise NotAllowed("save_manner")
    if (quiet_from is None) != (quiet_to is None):
        raise ChoiceRefused(_("Quiet hours begin and end: write both, or neither."))
    sides = {"quiet_from": quiet_from, "quiet_to": quiet_to, "digest_at": digest_at}
    row, is_new = Manner.objects.get_or_create(user=user, defaults=sides)
    if is_new or any(getattr(row, name) != value for name, value in sides.items()):
        row.quiet_from, row.quiet_to, row.digest_at = quiet_from, quiet_to, digest_at
        row.save()
        record("manner.saved", row, by=by, at=at)
    return row


@transaction.atomic
def mute(user: User, *, subject: str, by: User, at: datetime) -> Mute:
    """But for what is urgent he hears of it no more."""
    if by.pk != user.pk:
        raise NotAllowed("mute")
    row, is_new = Mute.objects.get_or_create(user=user, subject=subject, defaults={"made_at": at})
    if is_new:
        record("mute.made", row, by=by, at=at, about=subject)
    return row


@transaction.atomic
def unmute(user: User, *, subject: str, by: User, at: datetime) -> None:
    if by.pk != user.pk:
        raise NotAllowed("unmute")
    row = Mute.objects.select_for_update().filter(user=user, subject=subject).first()
    if row:
        record("mute.ended", row, by=by, at=at, about=subject)
        row.delete()
