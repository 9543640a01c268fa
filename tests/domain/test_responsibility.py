"""Who answers for what in an organisation (R064)."""

import pytest

from slovo.domain.cases.actions.writing_first import (
    AnotherAnswersForIt,
    NobodyIsKnown,
    SubjectMissing,
    write_to_organisation,
)
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.actions.organisations import leave_organisation, stand_for
from slovo.domain.clients.actions.responsibility import (
    BackupIsTheSame,
    NotOfThisOrganisation,
    WayUnknown,
    name_responsible,
    want_responsible,
)
from slovo.domain.clients.actions.topics import TopicRefused, drop_topic, save_topic
from slovo.domain.clients.models import Responsibility, Topic
from slovo.domain.clients.responsibility import answers_for, map_of, topics, topics_in
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db


def count(kind):
    return Event.objects.filter(kind=kind).count()


@pytest.fixture
def invoices(roman):
    return save_topic(None, name="Invoices", words="payment, счёт, рахунок", by=roman, at=MORNING)


@pytest.fixture
def wrote(petro, berehynia, invoices):
    def write(person=None, **more):
        given = {"subject": "Invoice 7", "html": "<p>Did it come?</p>", "by": petro, "at": MORNING}
        return write_to_organisation(berehynia, topic=invoices, person=person, **{**given, **more})

    return write


def test_save_topic_makes_changes_and_takes_a_name_back(roman, petro, invoices):
    for _ in range(2):
        save_topic(invoices, name="Invoices", words="bill", by=roman, at=MORNING)
    assert (Topic.objects.get().words, count("topic.changed")) == ("bill", 2)
    for _ in range(2):
        drop_topic(invoices, by=roman, at=MORNING)
    assert (topics(), count("topic.dropped")) == ([], 1)
    again = save_topic(None, name="Invoices", words="bill", by=roman, at=MORNING)
    assert (again.pk, topics()) == (invoices.pk, [invoices])
    with pytest.raises(TopicRefused, match="“Invoices” is on the list already"):
        save_topic(None, name=" Invoices ", by=roman, at=MORNING)
    with pytest.raises(TopicRefused, match="Write what the topic is called"):
        save_topic(None, name=" ", by=roman, at=MORNING)
    for verb in (
        lambda: save_topic(None, name="X", by=petro, at=MORNING),
        lambda: drop_topic(again, by=petro, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("About your invoice of March", True),
        ("Питання щодо рахунку за березень", True),
        ("вопрос по счетам", True),
        ("The court on Monday", False),
    ],
)
def test_a_topic_is_known_by_its_words_in_any_form(invoices, text, is_it):
    assert topics_in(text, topics()) == ([invoices] if is_it else [])


def test_name_responsible_names_changes_and_says_so_once(roman, olena, viktor, berehynia, invoices):
    for backup in (olena, olena, None):
        name_responsible(
            berehynia,
            topic=invoices,
            person=viktor,
            backup=backup,
            channel="phone",
            by=roman,
            at=MORNING,
        )
    known = answers_for(berehynia, invoices)
    assert (known.person, known.backup, known.channel) == (viktor, None, "phone")
    assert count("responsibility.named") == 2


def test_name_responsible_refuses_strangers(roman, taras, olena, viktor, berehynia, invoices):
    other = make_person("Serhii Koval")
    said = {"topic": invoices, "by": roman, "at": MORNING}
    with pytest.raises(NotOfThisOrganisation, match="Serhii Koval does not stand for TOV Bere"):
        name_responsible(berehynia, person=other, **said)
    with pytest.raises(NotOfThisOrganisation):
        name_responsible(berehynia, person=viktor, backup=other, **said)
    with pytest.raises(BackupIsTheSame):
        name_responsible(berehynia, person=viktor, backup=viktor, **said)
    with pytest.raises(WayUnknown):
        name_responsible(berehynia, person=viktor, channel="drum", **said)
    with pytest.raises(NotAllowed):
        name_responsible(berehynia, person=viktor, **{**said, "by": taras})
    assert not Responsibility.objects.exists()


def test_want_responsible_is_a_task_until_he_is_named(petro, taras, viktor, berehynia, invoices):
    for _ in range(2):
        want_responsible(berehynia, topic=invoices, by=petro, at=MORNING)
    assert count("responsibility.wanted") == 1
    assert [(r.wanted_at, r.wanted_by) for r in Responsibility.objects.unknown()] == [
        (MORNING, petro)
    ]
    assert [(z.is_known, z.is_wanted) for z in map_of(berehynia)] == [(False, True)]
    name_responsible(berehynia, topic=invoices, person=viktor, by=petro, at=MORNING)
    want_responsible(berehynia, topic=invoices, by=petro, at=MORNING)
    assert not Responsibility.objects.unknown().exists()
    with pytest.raises(NotAllowed):
        want_responsible(berehynia, topic=invoices, by=taras, at=MORNING)


def test_an_invoice_question_goes_to_the_finance_manager_not_the_owner(
    wrote, roman, olena, viktor, berehynia, invoices
):
    stand_for(viktor, organisation=berehynia, job="CFO", by=roman, at=MORNING)
    name_responsible(berehynia, topic=invoices, person=viktor, backup=olena, by=roman, at=MORNING)
    case = wrote()
    assert (case.person, case.organisation, case.state) == (viktor, berehynia, "on_us")
    assert [m.direction for m in case.messages.order_by("pk")] == ["out"]
    with pytest.raises(AnotherAnswersForIt, match="Viktor Savchenko answers there") as refused:
        wrote(olena)
    assert (refused.value.proposed, Case.objects.count()) == (viktor, 1)
    other = wrote(olena, why="She asked for it herself")
    note = other.messages.get(direction="note")
    assert note.text == (
        "About “Invoices” we wrote to Olena Sydorenko and not to Viktor Savchenko. "
        "She asked for it herself"
    )
    event = Event.objects.filter(kind="matter.addressed").latest("pk")
    assert event.refs == {"topic": invoices.pk, "person": olena.pk, "proposed": viktor.pk}


def test_where_nobody_is_known_the_letter_leaves_and_somebody_has_to_learn_it(
    wrote, petro, viktor, taras, berehynia
):
    with pytest.raises(NobodyIsKnown):
        wrote()
    assert not Responsibility.objects.exists()
    wrote(viktor)
    assert [r.wanted_by for r in Responsibility.objects.unknown()] == [petro]
    with pytest.raises(NotOfThisOrganisation):
        wrote(make_person("Serhii Koval"))
    with pytest.raises(SubjectMissing):
        wrote(viktor, subject=" ")
    with pytest.raises(NotAllowed):
        wrote(viktor, by=taras)
    assert Message.objects.count() == 1


def test_who_leaves_is_followed_by_his_backup_and_then_by_a_question(
    roman, olena, viktor, berehynia, invoices
):
    name_responsible(berehynia, topic=invoices, person=viktor, backup=olena, by=roman, at=MORNING)
    leave_organisation(viktor.standings.get(), by=roman, at=MORNING)
    known = answers_for(berehynia, invoices)
    assert (known.person, known.backup) == (olena, None)
    leave_organisation(olena.standings.get(organisation=berehynia), by=roman, at=MORNING)
    assert answers_for(berehynia, invoices) is None
    assert [r.wanted_at for r in Responsibility.objects.unknown()] == [MORNING]
