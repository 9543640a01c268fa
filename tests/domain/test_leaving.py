import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.leaving import counting_on
from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.staff.actions.users import ColleagueIsNeeded, leave_firm
from slovo.domain.staff.models import User
from tests.make import MORNING, make_user

pytestmark = pytest.mark.django_db


def test_leave_firm_is_refused_listing_clients_agreements_cases_and_gates(
    olha, olena, viktor, engagement
):
    make_user("Petro Second", "principal", email="second@firm.example")
    open_case(viktor, subject="Invoice 7", channel="desk", handler=olha, by=HOUSE, at=MORNING)
    save_mailbox(None, address="desk@firm.example", handler=olha, by=olha, at=MORNING)
    with pytest.raises(ColleagueIsNeeded, match="Olha Levchenko is still needed") as refused:
        leave_firm(olha, by=olha, at=MORNING)
    assert refused.value.rows == [
        "Client Olena Sydorenko: principal",
        "Client Viktor Savchenko: principal",
        "Agreement “Legal care” with Olena Sydorenko",
        "Case S-1: Invoice 7",
        "Mailbox desk@firm.example: takes what comes",
        "The firm: takes every new request",
    ]
    assert User.objects.get(pk=olha.pk).left_at is None
    assert not Event.objects.filter(kind="user.left").exists()


def test_a_deputy_is_needed_too_until_the_agreement_ends(olha, iryna, engagement):
    assert list(counting_on(iryna)) == ["Agreement “Legal care” with Olena Sydorenko"]
    end_engagement(engagement, by=olha, at=MORNING)
    leave_firm(iryna, by=olha, at=MORNING)
    assert User.objects.get(pk=iryna.pk).left_at == MORNING
