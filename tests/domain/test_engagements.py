import pytest

from slovo.domain.engagements.actions.engagements import (
    DoesNotStandForIt,
    EngagementRefused,
    end_engagement,
    save_engagement,
)
from slovo.domain.engagements.models import Engagement, engagement_of
from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.users import leave_firm
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(olena, berehynia, standard, olha, petro):
    def agree(engagement=None, **sides):
        given = {
            "title": "Dispute with a supplier",
            "person": olena,
            "organisation": berehynia,
            "service_class": standard,
            "principal": olha,
            "handler": petro,
            "answerer": petro,
            "by": olha,
            "at": MORNING,
        }
        return save_engagement(engagement, **{**given, **sides})

    return agree


def test_save_engagement_makes_and_changes(agreed, olena, berehynia, iryna):
    made = agreed()
    assert engagement_of(olena, berehynia) == made
    for _ in range(2):
        agreed(made, deputy=iryna)
    kinds = Event.objects.filter(kind__startswith="engagement").values_list("kind", flat=True)
    assert list(kinds) == ["engagement.made", "engagement.changed"]


def test_save_engagement_only_for_whom_he_stands(agreed, viktor, sole_business):
    with pytest.raises(DoesNotStandForIt, match="Viktor Savchenko does not stand for FOP"):
        agreed(person=viktor, organisation=sole_business)
    assert not Engagement.objects.exists()


def test_save_engagement_needs_a_title_and_people_in_the_firm(agreed, maksym, olha):
    with pytest.raises(EngagementRefused):
        agreed(title=" ")
    leave_firm(maksym, by=olha, at=MORNING)
    with pytest.raises(EngagementRefused, match="Maksym Tkach has left"):
        agreed(deputy=maksym)


def test_end_engagement_once(agreed, olena, olha):
    made = agreed()
    for _ in range(2):
        end_engagement(made, by=olha, at=MORNING)
    assert Engagement.objects.get().ended_at == MORNING
    assert engagement_of(olena) is None
    assert Event.objects.filter(kind="engagement.ended").count() == 1


def test_engagements_are_not_for_strangers(agreed, iryna):
    made = agreed()
    with pytest.raises(NotAllowed):
        agreed(by=iryna)
    with pytest.raises(NotAllowed):
        end_engagement(made, by=iryna, at=MORNING)
