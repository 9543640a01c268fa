import pytest

from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.firm import FirmRefused, save_firm
from slovo.domain.staff.actions.profile import PreferenceRefused, save_profile
from slovo.domain.staff.actions.users import leave_firm
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_save_profile_sets_what_is_given_and_leaves_the_rest(roman):
    for _ in range(2):
        save_profile(roman, theme="dark", signature="Roman\n", by=roman, at=MORNING)
    known = User.objects.get(pk=roman.pk)
    assert (known.theme, known.signature, known.language) == ("dark", "Roman", "uk")
    assert Event.objects.get(kind="user.changed").refs == {"changed": ["theme", "signature"]}


@pytest.mark.parametrize("sides", [{"language": "fr"}, {"zone": "Mars"}, {"theme": "pink"}])
def test_save_profile_refuses_what_the_house_has_not(roman, sides):
    with pytest.raises(PreferenceRefused):
        save_profile(roman, **sides, by=roman, at=MORNING)


def test_save_profile_only_by_himself(roman, olha):
    with pytest.raises(NotAllowed):
        save_profile(roman, theme="dark", by=olha, at=MORNING)


def saved(firm, **sides):
    names = ("name", "zone", "language", "country", "calendar", "front_desk")
    return save_firm(firm, **{**{name: getattr(firm, name) for name in names}, **sides})


def test_save_firm_changes_it_once(firm, olha, roman):
    for _ in range(2):
        saved(firm, front_desk=roman, phone=" +380 44 ", by=olha, at=MORNING)
    known = Firm.objects.get()
    assert (known.front_desk, known.phone) == (roman, "+380 44")
    assert Event.objects.get(kind="firm.changed").refs == {"changed": ["phone", "front_desk_id"]}


@pytest.mark.parametrize("sides", [{"name": " "}, {"zone": "Mars"}, {"language": "fr"}])
def test_save_firm_refuses_in_words(firm, olha, sides):
    with pytest.raises(FirmRefused):
        saved(firm, **sides, by=olha, at=MORNING)


def test_save_firm_refuses_a_front_desk_that_left(firm, olha, roman):
    leave_firm(roman, by=olha, at=MORNING)
    with pytest.raises(FirmRefused, match="Roman Bilyk has left"):
        saved(firm, front_desk=roman, by=olha, at=MORNING)


def test_save_firm_is_not_for_strangers(firm, roman):
    with pytest.raises(NotAllowed):
        saved(firm, name="Mine", by=roman, at=MORNING)
