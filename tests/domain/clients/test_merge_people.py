"""Two persons are one: all of his comes together, and can part again."""

import pytest

from slovo.domain.access.links import link_of
from slovo.domain.billing.models import Invoice
from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models import Case, Draft, Message, Promise
from slovo.domain.cases.search.finding import find
from slovo.domain.clients.actions.merging import (
    MergedAlready,
    SamePerson,
    merge_people,
    tell_apart,
)
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.clients.merging import moving
from slovo.domain.clients.models import Distinction, Merger, Person, Relationship, Standing
from slovo.domain.courtesy.models import Blackout, Preference
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.channels.email.receive import take_in
from tests import make
from tests.channels.letters import letter
from tests.domain.clients.scene import HOUR
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + 2 * HOUR


def merge(kept, gone, by, at=LATER):
    return merge_people(kept, gone, by=by, at=at)


def rows_of(person):
    """How many rows point at him, by reference."""
    counted = {
        named: key.model._default_manager.filter(**{key.name: person}).count()
        for named, key in moving().items()
    }
    return {named: count for named, count in counted.items() if count}


def test_all_of_his_moves(olena, everything, matter, roman):
    before = rows_of(everything)
    merger = merge(olena, everything, roman)
    stays = {
        "clients.standing.person": 1,
        "clients.relationship.person": 1,
        "courtesy.preference.person": 1,
    }
    moved = {named: len(keys) for named, keys in merger.moved.items()}
    assert moved == {named: count for named, count in before.items() if named not in stays}
    assert rows_of(everything) == stays
    matter.refresh_from_db()
    assert matter.person == olena
    assert set(Message.objects.values_list("person", flat=True)) == {olena.pk}
    assert set(Promise.objects.values_list("person", flat=True)) == {olena.pk}
    assert set(Invoice.objects.values_list("person", flat=True)) == {olena.pk}


def test_what_he_says_of_himself_stays_and_only_gaps_are_filled(olena, everything, roman):
    merge(olena, everything, roman)
    olena.refresh_from_db()
    assert (olena.full_name, olena.phone, olena.zone) == (
        "Olena Sydorenko",
        "+380 44 000 00 01",
        make.ZONE,
    )
    assert olena.note.split("\n\n") == [
        "Old client.",
        "Prefers mornings.",
        "Another number: +380 50 111 22 33",
    ]


def test_of_which_one_has_one_the_kept_ones_stays(olena, everything, berehynia, petro, roman):
    merge(olena, everything, roman)
    standing = Standing.objects.get(person=olena, organisation=berehynia, to_date=None)
    assert Standing.objects.filter(organisation=berehynia, to_date=None).count() == 1
    assert Relationship.objects.running().get(user=petro).since == make.FOUNDED
    whose = {(row.person_id, row.standing_id) for row in Blackout.objects.all()}
    assert whose == {(olena.pk, None), (None, standing.pk)}


def test_his_last_word_about_letters_holds(olena, everything, roman):
    merge(olena, everything, roman)
    row = Preference.objects.get(person=olena)
    assert (row.level, row.refused, row.said_at) == ("less", [], MORNING + HOUR)


def test_his_old_links_open(olena, tokens, twin, matter, roman, client):
    merge(olena, twin, roman)
    assert [link_of(token).person for token in tokens] == [olena, olena]
    case, contact = tokens
    assert client.get(f"/c/{case}/").status_code == 200
    assert client.get(f"/less/{contact}/").status_code == 200


def test_the_journal_vouches_for_all_of_it(olena, everything, roman):
    assert list(breaches()) == []
    merger = merge(olena, everything, roman)
    assert list(breaches()) == []
    event = Event.objects.get(kind="person.merged")
    assert event.subject == f"person:{olena.pk}"
    assert (event.refs["gone"], event.refs["merger"]) == (everything.pk, merger.pk)
    assert event.refs["rows"] == merger.moved
    assert "Prefers" not in str(event.refs)


def test_search_knows_the_case_by_both(olena, matter, twin, roman):
    merge(olena, twin, roman)
    for words in ("Sydorenko", "Сидоренко", "olena@client.example", "o.sydorenko@home.example"):
        assert find(Case.objects.all(), words).case_ids == [matter.pk], words


def test_late_mail_lands_with_whom_was_kept(olena, twin, roman, mailbox):
    merge(olena, twin, roman)
    raw = letter(sender="o.sydorenko@home.example", subject="Once more")
    take_in(raw, source="inlet", received_at=LATER + HOUR, mailbox=mailbox, at=LATER + HOUR)
    assert Case.objects.get(subject="Once more").person == olena
    assert Person.objects.count() == 2


def test_a_draft_stays_a_draft(olena, twin, matter, petro, roman):
    save_draft(matter, user=petro, html="<p>Dear</p>", at=MORNING)
    merge(olena, twin, roman)
    assert Draft.objects.get(case=matter).html == "<p>Dear</p>"


def test_the_earlier_word_of_a_kind_stays_owed(olena, twin, matter, roman):
    at = MORNING + HOUR
    hear_message(matter, person=olena, text="Me too", channel="email", by=olena, at=at)
    running = Promise.objects.filter(case=matter, ended_at=None, source="rule").order_by("due_at")
    earliest = {each.kind: each.pk for each in reversed(running)}
    is_double = len(earliest) < len(running)
    merger = merge(olena, twin, roman)
    assert is_double
    assert {each.kind: each.pk for each in running.all()} == earliest
    assert {each.person for each in running.all()} == {olena}
    assert [label for label, _key in merger.ended] == ["cases.promise"]
    assert list(breaches()) == []


def test_nobody_stands_in_for_himself(olena, twin, berehynia, roman):
    topic = save_topic(None, name="Invoices", words="bill", by=HOUSE, at=MORNING)
    row = name_responsible(berehynia, topic=topic, person=twin, backup=olena, by=HOUSE, at=MORNING)
    merge(olena, twin, roman)
    row.refresh_from_db()
    assert (row.person, row.backup) == (olena, None)


def test_twice_is_once(olena, twin, roman):
    assert merge(olena, twin, roman) == merge(olena, twin, roman, LATER + HOUR)
    assert Event.objects.filter(kind="person.merged").count() == 1
    assert Merger.objects.count() == 1


def test_who_is_part_of_another_is_merged_no_more(olena, twin, viktor, roman):
    merge(olena, twin, roman)
    for kept, gone in ((twin, olena), (twin, viktor), (viktor, twin)):
        with pytest.raises(MergedAlready, match="Олена Сидоренко"):
            merge(kept, gone, roman)


def test_a_chain_ends_with_the_last(olena, twin, viktor, roman):
    merge(olena, twin, roman)
    merge(viktor, olena, roman)
    twin.refresh_from_db()
    assert twin.kept == viktor
    assert viktor.addresses.count() == 3
    assert list(Person.objects.visible_to(roman)) == [viktor]


def test_nobody_is_merged_with_himself(olena, roman):
    with pytest.raises(SamePerson):
        merge(olena, olena, roman)


@pytest.mark.parametrize("who", ["petro", "nadia", "taras", "surveyor"])
def test_only_who_keeps_the_clients_may(olena, twin, who, request):
    with pytest.raises(NotAllowed):
        merge(olena, twin, request.getfixturevalue(who))
    assert not Merger.objects.exists()


def test_not_the_same_is_remembered_once(olena, twin, roman):
    for one, other in ((olena, twin), (twin, olena)):
        tell_apart(one, other, by=roman, at=LATER)
    row = Distinction.objects.get()
    assert (row.one, row.other, row.by) == (olena, twin, roman)
    assert Event.objects.filter(kind="person.told_apart").count() == 1
    with pytest.raises(SamePerson):
        tell_apart(olena, olena, by=roman, at=LATER)
