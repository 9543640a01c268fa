"""Nobody leaves before his clients were introduced to whoever follows (R020)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.assigning import BriefTooShort
from slovo.domain.cases.actions.passing import name_deputy, pass_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.actions.people import NoPrincipal
from slovo.domain.clients.actions.relationships import (
    HolderCannotAnswer,
    change_principal,
    hold_relationship,
    pass_relationship,
)
from slovo.domain.clients.models import Relationship, holders_of
from slovo.domain.delivery.actions.appointments import make_appointment, pass_appointment
from slovo.domain.engagements.actions.passing import name_engagement_deputy, pass_engagement
from slovo.domain.handovers.actions.introducing import (
    NobodyChosen,
    NotIntroducedYet,
    SuccessorMustBePrincipal,
    SuccessorRefused,
    Told,
    introduce_successor,
)
from slovo.domain.handovers.holdings import holdings_of
from slovo.domain.handovers.models import Introduction
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.actions.users import ColleagueIsNeeded, leave_firm, save_user
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, Role
from tests.desk.scene import write
from tests.make import MORNING, make_person, make_user

pytestmark = pytest.mark.django_db
BRIEF = "Wants the prepayment\nFears the delay\nA draft by Thursday"
TOLD = Told(MORNING - timedelta(hours=1), "call", "Iryna goes on. “Good.”", BRIEF)


def count(kind):
    return Event.objects.filter(kind=kind).count()


@pytest.fixture
def case(olena, engagement):
    return write(olena)


def introduce(people, of, to, by, told=TOLD):
    return introduce_successor(people, of=of, to=to, told=told, by=by, at=MORNING)


def test_hold_relationship_begins_once_and_with_each_agreement(
    petro, iryna, taras, olena, engagement
):
    assert [held.user for held in holders_of(olena)] == [petro]
    for _ in range(2):
        hold_relationship(olena, user=iryna, by=petro, at=MORNING)
    assert ([h.user for h in holders_of(olena)], count("relationship.begun")) == ([petro, iryna], 2)
    with pytest.raises(HolderCannotAnswer):
        hold_relationship(olena, user=taras, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        hold_relationship(olena, user=iryna, by=taras, at=MORNING)


def test_pass_relationship_is_for_who_has_one(petro, iryna, maksym, taras, olena, engagement):
    pass_relationship(olena, of=maksym, to=iryna, by=petro, at=MORNING)
    for _ in range(2):
        pass_relationship(olena, of=petro, to=iryna, by=petro, at=MORNING)
    assert ([h.user for h in holders_of(olena)], count("relationship.passed")) == ([iryna], 1)
    with pytest.raises(NotAllowed):
        pass_relationship(olena, of=iryna, to=petro, by=taras, at=MORNING)


def test_change_principal_is_to_another_principal(olha, petro, olena, taras):
    second = make_user("Second Head", Role.PRINCIPAL)
    for _ in range(2):
        change_principal(olena, principal=second, by=olha, at=MORNING)
    olena.refresh_from_db()
    assert (olena.principal, count("person.changed")) == (second, 1)
    with pytest.raises(NoPrincipal):
        change_principal(olena, principal=petro, by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        change_principal(olena, principal=olha, by=taras, at=MORNING)


def test_all_that_he_holds_goes_to_who_was_introduced(
    olha, petro, iryna, maksym, olena, case, engagement
):
    due = MORNING + timedelta(days=5)
    promise = make_promise(
        case, text="The draft", kind="document", due_at=due, by=petro, at=MORNING
    )
    meeting = make_appointment(
        engagement,
        title="Sign",
        day=due.date(),
        start=MORNING.time(),
        needs="The act",
        by=petro,
        at=MORNING,
    )
    [held] = holdings_of(petro)
    assert held.words() == [
        "relationship",
        "agreement “Legal care”",
        "case S-1 Grain for Odesa",
        "promise “The draft”",
        "meeting “Sign”",
    ]
    [made] = introduce([olena], petro, maksym, petro)
    assert (made.to, made.how, made.introduced_at, made.is_for_good) == (
        maksym,
        "call",
        TOLD.introduced_at,
        True,
    )
    for row in (case, promise, meeting, engagement):
        row.refresh_from_db()
    assert (case.handler, case.answerer, case.deputy, case.brief) == (maksym, maksym, iryna, BRIEF)
    assert (promise.owner, meeting.owner, engagement.handler) == (maksym, maksym, maksym)
    assert [h.user for h in holders_of(olena)] == [maksym]
    assert holdings_of(petro) == []
    told = Message.objects.filter(case=case, wording="handover").get()
    assert "Maksym Tkach" in told.text
    leave_firm(petro, by=olha, at=MORNING)
    with pytest.raises(NobodyChosen):
        introduce([olena], petro, iryna, olha)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"introduced_at": MORNING + timedelta(minutes=1)}, NotIntroducedYet),
        ({"how": "rumour"}, NotIntroducedYet),
        ({"words": " "}, NotIntroducedYet),
        ({"brief": "one\ntwo"}, BriefTooShort),
    ],
)
def test_what_was_not_said_is_refused(petro, iryna, olena, case, told, refusal):
    said = {name: getattr(TOLD, name) for name in ("introduced_at", "how", "words", "brief")}
    with pytest.raises(refusal):
        introduce([olena], petro, iryna, petro, Told(**{**said, **told}))
    assert not Introduction.objects.exists()
    assert Case.objects.get().handler == petro


def test_who_follows_is_another_colleague_who_answers(petro, taras, iryna, olena, viktor, case):
    with pytest.raises(SuccessorRefused):
        introduce([olena], petro, petro, petro)
    with pytest.raises(SuccessorRefused, match="Taras Bondar cannot answer clients"):
        introduce([olena], petro, taras, petro)
    with pytest.raises(NobodyChosen):
        introduce([], petro, iryna, petro)
    with pytest.raises(NotAllowed):
        introduce([olena], petro, iryna, taras)


def test_where_he_answered_for_the_firm_a_principal_follows(olha, petro, olena, case):
    second = make_user("Second Head", Role.PRINCIPAL)
    with pytest.raises(SuccessorMustBePrincipal):
        introduce([olena], olha, petro, olha)
    introduce([olena], olha, second, olha)
    for row in (olena, case):
        row.refresh_from_db()
    assert (olena.principal, case.principal, case.handler) == (second, second, petro)
    assert not Message.objects.filter(wording="handover").exists()


def test_a_principal_of_clients_keeps_the_role(olha, olena, viktor):
    make_user("Second Head", Role.PRINCIPAL)
    sides = {"email": olha.email, "full_name": olha.full_name, "by": olha, "at": MORNING}
    with pytest.raises(ColleagueIsNeeded, match="to 2 clients: Olena Sydorenko and others"):
        save_user(olha, roles=[Role.ADMINISTRATOR], **sides)
    assert User.objects.get(pk=olha.pk).has_role(Role.PRINCIPAL)


def test_seven_relationships_keep_him_until_the_seventh_is_introduced(olha, petro, iryna):
    people = [make_person(f"Client{number} Name") for number in range(7)]
    for person in people:
        hold_relationship(person, user=petro, by=HOUSE, at=MORNING)
    for left in range(7, 0, -1):
        with pytest.raises(ColleagueIsNeeded) as refused:
            leave_firm(petro, by=olha, at=MORNING)
        assert len(refused.value.rows) == left
        introduce(people[left - 1 : left], petro, iryna, petro)
    leave_firm(petro, by=olha, at=MORNING)
    assert Introduction.objects.filter(of=petro, to=iryna).count() == 7
    assert Relationship.objects.running().filter(user=iryna).count() == 7


def test_each_passing_is_for_who_may_and_refuses_a_short_brief(
    petro, iryna, taras, case, engagement
):
    with pytest.raises(BriefTooShort):
        pass_case(case, of=petro, to=iryna, brief="one", by=petro, at=MORNING)
    with pytest.raises(BriefTooShort):
        name_deputy(case, deputy=iryna, brief="one", by=petro, at=MORNING)
    said = {"by": taras, "at": MORNING}
    for verb in (
        lambda: pass_case(case, of=petro, to=iryna, brief=BRIEF, **said),
        lambda: name_deputy(case, deputy=iryna, brief=BRIEF, **said),
        lambda: pass_engagement(engagement, of=petro, to=iryna, **said),
        lambda: name_engagement_deputy(engagement, deputy=iryna, **said),
        lambda: pass_appointment(None, to=iryna, **said),
    ):
        with pytest.raises(NotAllowed):
            verb()
    name_deputy(case, deputy=petro, brief=BRIEF, by=petro, at=MORNING)
    pass_engagement(engagement, of=petro, to=iryna, by=petro, at=MORNING)
    pass_engagement(engagement, of=petro, to=iryna, by=petro, at=MORNING)
    engagement.refresh_from_db()
    assert (engagement.handler, engagement.deputy, count("engagement.changed")) == (iryna, None, 1)
    assert count("case.deputised") == 0
