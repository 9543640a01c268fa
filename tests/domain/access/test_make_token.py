import pytest

from slovo.domain.access.actions.tokens import (
    LeftTheFirm,
    TokenOfAnother,
    make_token,
    revoke_token,
)
from slovo.domain.access.models import Token
from slovo.domain.access.tokens import user_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from tests.make import MORNING


def test_the_token_speaks_for_its_owner_and_is_kept_only_as_a_digest(petro: User) -> None:
    raw = make_token(petro, name="reports", by=petro, at=MORNING)
    assert user_of(raw) == petro
    assert raw not in str(Token.objects.values().get())
    assert Event.objects.get(kind="token.made").refs == {"user": petro.pk}


def test_the_house_makes_one_from_the_command_line(petro: User) -> None:
    assert user_of(make_token(petro, name="", by=HOUSE, at=MORNING)) == petro


def test_nobody_makes_one_in_anothers_name(petro: User, olha: User) -> None:
    with pytest.raises(TokenOfAnother):
        make_token(petro, name="", by=olha, at=MORNING)
    assert Token.objects.count() == 0


def test_who_has_left_gets_none_and_his_old_one_opens_nothing(petro: User) -> None:
    raw = make_token(petro, name="", by=HOUSE, at=MORNING)
    petro.left_at = MORNING
    petro.save()
    assert user_of(raw) is None
    with pytest.raises(LeftTheFirm):
        make_token(petro, name="", by=HOUSE, at=MORNING)


def test_a_wrong_token_speaks_for_nobody(petro: User) -> None:
    raw = make_token(petro, name="", by=petro, at=MORNING)
    assert user_of("") is None
    assert user_of(raw[:-1]) is None


def test_the_owner_or_who_saves_users_takes_it_back_once(
    petro: User, iryna: User, olha: User
) -> None:
    raw = make_token(petro, name="", by=petro, at=MORNING)
    token = Token.objects.get()
    with pytest.raises(TokenOfAnother):
        revoke_token(token, by=iryna, at=MORNING)
    assert user_of(raw) == petro
    revoke_token(token, by=olha, at=MORNING)
    revoke_token(token, by=petro, at=MORNING)
    assert user_of(raw) is None
    assert Event.objects.filter(kind="token.revoked").count() == 1
