"""Colleagues: they come, change their roles, and leave with nothing left undone."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import NotAllowed, Role, refuse_unless_allowed
from slovo.lib import zones


class UserIncomplete(Refusal):
    """A colleague needs a name, an address to sign in with, and at least one role."""


class EmailIsTaken(Refusal):
    """Two colleagues cannot sign in with one address."""


class WeakPassword(Refusal):
    """The password is easy to guess."""


class WayInIsHisOwn(Refusal):
    """A colleague’s password is nobody else’s to choose, nor his address an administrator’s."""


class FirmNeedsPrincipal(Refusal):
    """Somebody must answer for the firm: the last principal cannot leave or lose the role."""


class ColleagueIsNeeded(Refusal):
    """He still answers for people, engagements or open cases: they need a successor first."""

    def __init__(self, sentence: str, rows: Iterable[str]) -> None:
        self.rows = list(rows)
        super().__init__(sentence)


@transaction.atomic
def save_user(  # noqa: PLR0913 - a colleague has this many sides
    user: User | None,
    *,
    email: str,
    full_name: str,
    roles: Iterable[str],
    phone: str = "",
    job: str = "",
    language: str = "en",
    zone: str = "Europe/Kyiv",
    password: str = "",
    by: Doer,
    at: datetime,
) -> User:
    """Take a colleague in, or change him. Without a password he chooses one by a link."""
    refuse_unless_allowed("save_user", by)
    known = _anew(user) if user else User(joined_at=at)
    before = _sides(known)
    wanted = set(roles)
    _refuse_to_reach_over(by, known, wanted)
    _refuse_to_take_over(by, user, email.strip().lower(), password)
    known.email, known.full_name = email.strip().lower(), full_name.strip()
    known.roles = [str(role.value) for role in Role if role in wanted]
    known.phone, known.job = phone.strip(), job.strip()
    known.language, known.zone = language, zone
    _refuse_incomplete(known)
    _refuse_without_principal(known)
    if password or not isinstance(by, User):
        _give_password(known, password)
    elif user is None:
        known.set_unusable_password()
    known.save()
    changed = [name for name, value in _sides(known).items() if before[name] != value]
    if user is None or changed:
        kind = "user.added" if user is None else "user.changed"
        roles_changed = {"before": before["roles"], "after": known.roles}
        record(kind, known, by=by, at=at, roles=roles_changed, changed=changed)
    return known


@transaction.atomic
def leave_firm(user: User, *, by: Doer, at: datetime) -> User:
    """He can no longer sign in. Refused by whatever still counts on him (R004)."""
    refuse_unless_allowed("save_user", by)
    _refuse_to_reach_over(by, user)
    if [principal.pk for principal in principals()] == [user.pk]:
        raise FirmNeedsPrincipal(_("The firm needs a principal: name another one first."))
    if User.objects.filter(pk=user.pk, left_at=None).update(left_at=at):
        record("user.left", user, by=by, at=at)
        user.left_at = at
    return user


@transaction.atomic
def return_to_firm(user: User, *, by: Doer, at: datetime) -> User:
    refuse_unless_allowed("save_user", by)
    _refuse_to_reach_over(by, user)
    if User.objects.filter(pk=user.pk, left_at__isnull=False).update(left_at=None):
        user.left_at = None
        record("user.returned", user, by=by, at=at)
    return user


def _anew(user: User) -> User:
    """As he is in the database now: `by` may be the very same object, and a refusal spares it."""
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_to_reach_over(by: Doer, user: User, roles: Iterable[str] = ()) -> None:
    """Only principals make, change or unmake principals; else an administrator could become one."""
    touches = user.has_role(Role.PRINCIPAL) or Role.PRINCIPAL in roles
    if touches and isinstance(by, User) and not by.has_role(Role.PRINCIPAL):
        raise NotAllowed("save_user")


def _refuse_to_take_over(by: Doer, user: User | None, email: str, password: str) -> None:
    """Whoever could choose the password of another, or where its link goes, could sign in as him.

    The first password of a newcomer may be a principal's, who reads everything anyway.
    """
    if not isinstance(by, User) or by == user:
        return
    may_see = by.has_role(Role.PRINCIPAL)
    if password and (user or not may_see):
        raise WayInIsHisOwn(
            _("A password is chosen by its owner: leave it empty and send the colleague a link.")
        )
    if user and user.email != email and not may_see:
        raise WayInIsHisOwn(_("Only a principal changes the address a colleague signs in with."))


def _refuse_incomplete(user: User) -> None:
    try:
        validate_email(user.email)
    except ValidationError as problem:
        raise UserIncomplete(_("Write the mail address the colleague signs in with.")) from problem
    if not user.full_name:
        raise UserIncomplete(_("Write the name of the colleague."))
    if not user.roles:
        raise UserIncomplete(_("Choose at least one role."))
    if not zones.is_zone(user.zone):
        raise UserIncomplete(_("Nobody knows the time zone “%(zone)s”.") % {"zone": user.zone})
    taken = User.objects.filter(email__iexact=user.email).exclude(pk=user.pk).first()
    if taken is not None:
        sentence = _("%(email)s is already the address of %(name)s.")
        raise EmailIsTaken(sentence % {"email": user.email, "name": taken.full_name})


def _refuse_without_principal(user: User) -> None:
    if user.has_role(Role.PRINCIPAL) or user.pk is None:
        return
    if [principal.pk for principal in principals()] == [user.pk]:
        raise FirmNeedsPrincipal(_("The firm needs a principal: name another one first."))


def _give_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages)) from problem
    user.set_password(password)


def _sides(user: User) -> dict[str, object]:
    names = ("email", "full_name", "roles", "phone", "job", "language", "zone", "password")
    return {name: getattr(user, name) for name in names}
