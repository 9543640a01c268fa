import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.digests import hashed
from slovo.domain.access.models import Token, TokenRight
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed


class TokenOfAnother(Refusal):
    """A token speaks for a colleague: nobody makes or takes one in another's name."""

    def __init__(self) -> None:
        super().__init__(
            _("A token speaks for its owner, and only the owner can make it or take it back.")
        )


class LeftTheFirm(Refusal):
    """Who has left the firm gets no token."""

    def __init__(self) -> None:
        super().__init__(_("This colleague has left the firm and gets no token."))


@transaction.atomic
def make_token(user: User, *, name: str, right: str = "", by: Doer, at: datetime) -> str:
    """Return the bearer token: it can be read this once and never again."""
    refuse_unless_allowed("make_token", by)
    _refuse_in_another_name(user, by)
    if not user.is_active:
        raise LeftTheFirm
    if right and (right not in TokenRight.values or not user.may(right)):
        raise NotAllowed(right)
    raw = secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user, name=name.strip()[:80], right=right, token_hash=hashed(raw), made_at=at
    )
    record("token.made", token, by=by, at=at, user=user.pk)
    return raw


@transaction.atomic
def revoke_token(token: Token, *, by: Doer, at: datetime) -> None:
    """A colleague takes back his own; who may save users takes back anybody's."""
    if not _may_save_users(by):
        _refuse_in_another_name(token.user, by)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        token.revoked_at = at
        record("token.revoked", token, by=by, at=at, user=token.user_id)


def _may_save_users(by: Any) -> bool:
    return isinstance(by, User) and by.may("save_user")


def _refuse_in_another_name(user: User, by: Doer) -> None:
    actor = by.as_actor()
    if actor.kind != "house" and (actor.kind, actor.id) != ("user", user.pk):
        raise TokenOfAnother
