import pytest

from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.users import (
    EmailIsTaken,
    FirmNeedsPrincipal,
    UserIncomplete,
    WayInIsHisOwn,
    WeakPassword,
    leave_firm,
    return_to_firm,
    save_user,
)
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import NotAllowed, Role
from tests.make import MORNING, PASSWORD, make_user

pytestmark = pytest.mark.django_db

ROMAN = {"email": " Roman@Firm.example", "full_name": "Roman Bilyk", "roles": [Role.FRONT_OFFICE]}


def saved(user=None, **sides):
    return save_user(user, **{**ROMAN, "password": PASSWORD, "at": MORNING, **sides})


def test_save_user_takes_a_colleague_in(olha):
    roman = saved(by=olha)
    assert (roman.email, roman.roles) == ("roman@firm.example", ["front_office"])
    assert roman.check_password(PASSWORD)
    event = Event.objects.get(kind="user.added", subject=f"user:{roman.pk}")
    assert event.refs["roles"] == {"before": [], "after": ["front_office"]}


def test_save_user_twice_is_once_and_an_empty_password_stays(olha):
    roman = saved(by=olha)
    for _ in range(2):
        saved(roman, password="", job="Front desk", by=olha)
    assert User.objects.get(pk=roman.pk).check_password(PASSWORD)
    assert Event.objects.filter(kind="user.changed").count() == 1


@pytest.mark.parametrize(
    ("sides", "refusal"),
    [
        ({"email": "roman"}, UserIncomplete),
        ({"full_name": " "}, UserIncomplete),
        ({"roles": ["king"]}, UserIncomplete),
        ({"zone": "Mars"}, UserIncomplete),
        ({"email": "OLHA@firm.example"}, EmailIsTaken),
        ({"password": "12345678"}, WeakPassword),
    ],
)
def test_save_user_refuses_in_words(olha, sides, refusal):
    with pytest.raises(refusal) as refused:
        saved(by=olha, **sides)
    assert str(refused.value).endswith(".")
    assert list(User.objects.all()) == [olha]


def test_save_user_is_not_for_strangers(roman):
    with pytest.raises(NotAllowed):
        saved(roman, roles=["principal"], by=roman)
    assert User.objects.get(pk=roman.pk).roles == ["front_office"]


def test_an_administrator_makes_colleagues_but_no_principals(taras, olha):
    roman = saved(by=taras, password="")
    assert (roman.roles, roman.has_usable_password()) == (["front_office"], False)
    for user, roles in [(None, ["principal"]), (taras, ["principal"]), (olha, ["specialist"])]:
        email = user.email if user else "new@firm.example"
        with pytest.raises(NotAllowed):
            saved(user, email=email, roles=roles, by=taras)
    with pytest.raises(NotAllowed):
        leave_firm(olha, by=taras, at=MORNING)


def test_nobody_takes_over_the_way_in_of_another(taras, olha, roman):
    for by, user, sides in [
        (taras, None, {"email": "new@firm.example"}),
        (taras, roman, {"email": roman.email}),
        (olha, roman, {"email": roman.email}),
        (taras, roman, {"email": "taras.too@firm.example", "password": ""}),
    ]:
        with pytest.raises(WayInIsHisOwn):
            saved(user, by=by, **sides)
    assert saved(roman, email="bilyk@firm.example", password="", by=olha).email[:5] == "bilyk"
    assert saved(olha, roles=olha.roles, email="o@firm.example", by=olha).check_password(PASSWORD)


def test_the_last_principal_stays_one(olha):
    with pytest.raises(FirmNeedsPrincipal):
        saved(olha, email=olha.email, roles=["specialist"], by=olha)
    with pytest.raises(FirmNeedsPrincipal):
        leave_firm(olha, by=olha, at=MORNING)
    petro = make_user("Petro Marchenko", Role.PRINCIPAL)
    Firm.objects.update(front_desk=petro)
    leave_firm(olha, by=olha, at=MORNING)
    assert not User.objects.get(pk=olha.pk).is_active


def test_leave_firm_once_and_return(roman, olha):
    for _ in range(2):
        leave_firm(roman, by=olha, at=MORNING)
    assert User.objects.get(pk=roman.pk).left_at == MORNING
    assert not roman.may("see_cases")
    for _ in range(2):
        return_to_firm(roman, by=olha, at=MORNING)
    assert User.objects.get(pk=roman.pk).is_active
    kinds = Event.objects.filter(kind__in=["user.left", "user.returned"])
    assert list(kinds.values_list("kind", flat=True)) == ["user.left", "user.returned"]


def test_leave_firm_is_not_for_strangers(roman, petro):
    with pytest.raises(NotAllowed):
        leave_firm(petro, by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        return_to_firm(petro, by=roman, at=MORNING)
