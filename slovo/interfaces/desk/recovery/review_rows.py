"""A review in words for one reader: its figures as they were, its state, what it decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import LegalLimit, QuarterReview, Resolution
from slovo.domain.complaints.retrospect import thawed
from slovo.domain.complaints.review_words import quarter_words
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.recovery.said import Figure, figure_of
from slovo.interfaces.desk.spoken import Voice


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`look`: ended when signed, else soon or late."""

    review: QuarterReview
    name: str
    opened: str
    state: str
    look: str


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    resolution: Resolution
    due: str
    state: str
    look: str
    may_carry_out: bool


def review_row(review: QuarterReview, voice: Voice) -> ReviewRow:
    if review.signed_at and review.signed_by:
        signed = date_format(voice.local(review.signed_at), "j E Y, H:i")  # paper knows no today
        said = {"name": review.signed_by.full_name, "when": signed}
        state, look = _("signed by %(name)s, %(when)s") % said, "ended"
    else:
        when = {"when": voice.by(review.due_at)}
        look = "late" if review.due_at <= voice.now else "soon"
        state = _("to be signed %(when)s") % when
    return ReviewRow(review, quarter_words(review), voice.full(review.opened_at), state, look)


def resolution_rows(
    resolutions: Iterable[Resolution], user: User, voice: Voice
) -> list[ResolutionRow]:
    return [_resolution(row, user, voice) for row in resolutions]


def _resolution(row: Resolution, user: User, voice: Voice) -> ResolutionRow:
    if row.done_at:
        state, look = _("done %(when)s") % {"when": voice.full(row.done_at)}, "ended"
    elif row.due_at <= voice.now:
        state, look = _("late"), "late"
    else:
        state, look = _("to be done"), "soon"
    is_his = row.owner_id == user.pk or user.has_role(Role.PRINCIPAL)
    return ResolutionRow(row, voice.by(row.due_at), state, look, is_his and not row.done_at)


def review_figures(review: QuarterReview, voice: Voice) -> list[Figure]:
    """As signed: nothing is reckoned anew."""
    found = thawed(review.numbers)
    laws = LegalLimit.objects.in_bulk([number.law for number in found if number.law])
    return [figure_of(number, voice, laws, review.key) for number in found]
