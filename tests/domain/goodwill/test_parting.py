import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from slovo.domain.access.links import link_of, standing_token
from slovo.domain.cases.actions.answering import note_case, undo_answer
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Kind
from slovo.domain.goodwill.actions.exporting import (
    NotReadyYet,
    climb_parting,
    fetch_records,
    revoke_records,
    send_records,
)
from slovo.domain.goodwill.actions.parting import (
    PartedAlready,
    PartingUnclear,
    SomethingIsOpen,
    WayOnMissing,
    part_with,
)
from slovo.domain.goodwill.actions.telling import WordsAreOurs
from slovo.domain.goodwill.bars import BARS
from slovo.domain.goodwill.models import Parting
from slovo.domain.goodwill.reactions import LetterPartsWithHim
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from slovo.domain.post import files
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.citing import RuleMissing
from slovo.domain.standards.models import Citation
from tests import make
from tests.desk.scene import answer, fresh, send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)
LETTER = "<p>Thank you. Ivanenko &amp; Co and Bureau Stus may help you from now on.</p>"
WAYS = ("Ivanenko & Co", "Bureau  Stus")


@pytest.fixture
def matter(case, petro, olha):
    """Olena's case is answered and closed, a note of ours in it."""
    answer(case, petro, "We are on it.", MORNING)
    note_case(fresh(case), html="<p>He shouts.</p>", by=petro, at=MORNING)
    close_case(fresh(case), reason="Done", by=olha, at=MORNING)
    return fresh(case)


def parted(person, rule, by, **sides):
    said = {
        "reason": "Six breaches of what was agreed",
        "html": LETTER,
        "ways_on": WAYS,
        "last_invoice_words": "2027-003 is paid",
        "at": LATER,
    }
    return part_with(person, rule=rule, **{**said, **sides}, by=by)


def records(parting):
    return ZipFile(BytesIO(files.get(Parting.objects.get(pk=parting.pk).export_file)))


def test_r012_two_open_promises_stand_in_the_way(case, petro, olha, olena, rule):
    answer(case, petro, "We are on it.", MORNING)
    due_at = MORNING + timedelta(days=5)
    said = {"kind": "other", "due_at": due_at, "by": petro, "at": MORNING}
    promises = [make_promise(fresh(case), text=text, **said) for text in ("The claim", "A list")]
    with pytest.raises(SomethingIsOpen, match=r"“The claim” is still promised\. “A list” is still"):
        parted(olena, rule, olha)
    for promise in promises:
        fulfil_promise(promise, proof="Handed over", by=petro, at=MORNING)
    made = parted(olena, rule, olha)
    assert (made.case, Parting.objects.count()) == (fresh(case), 1)


def test_a_matter_of_another_agreement_stands_in_the_way(case, olena, petro, olha, rule):
    make.make_engagement(olena, petro, title="Her house")
    with pytest.raises(SomethingIsOpen, match=f"{case.ref} “Grain for Odesa” is still open"):
        parted(olena, rule, olha)


def test_what_apps_above_name_stands_in_the_way(matter, olena, olha, rule):
    BARS.append(lambda person, _reader: [f"A complaint of {person.full_name} is open."])
    try:
        with pytest.raises(SomethingIsOpen, match="A complaint of Olena Sydorenko is open"):
            parted(olena, rule, olha)
    finally:
        BARS.pop()


def test_only_a_principal_parts(matter, olena, petro, rule):
    with pytest.raises(NotAllowed):
        parted(olena, rule, petro)


@pytest.mark.parametrize(
    ("sides", "refusal"),
    [
        ({"reason": " "}, PartingUnclear),
        ({"last_invoice_words": ""}, PartingUnclear),
        ({"ways_on": [" "]}, WayOnMissing),
        ({"ways_on": ["Bureau Stus", "Somebody else"]}, WayOnMissing),
        ({"reason": "May help you from now on"}, WordsAreOurs),
    ],
)
def test_part_with_refuses_in_words(matter, olena, olha, rule, sides, refusal):
    with pytest.raises(refusal):
        parted(olena, rule, olha, **sides)
    with pytest.raises(RuleMissing):
        parted(olena, None, olha)
    assert not Parting.objects.exists()


def test_r012_agreements_end_and_nothing_unasked_reaches_him(matter, olena, olha, rule):
    assert may_contact(olena, Kind.SURVEY, LATER).allowed
    made = parted(olena, rule, olha)
    assert not olena.engagements.filter(ended_at=None).exists()
    for kind in (Kind.SURVEY, Kind.CARE, Kind.NEWS, Kind.REMINDER, Kind.FOLLOW_UP):
        answered = may_contact(olena, kind, LATER + timedelta(days=400))
        assert (answered.allowed, answered.free_at) == (False, None)
    assert Citation.objects.get().act == "parting"
    assert made.export_by == datetime(2027, 3, 17, 16, tzinfo=UTC)
    assert parted(olena, rule, olha).pk == made.pk
    with pytest.raises(PartedAlready):
        parted(olena, rule, olha, at=LATER + timedelta(days=1))


def test_the_letter_cannot_be_taken_back(matter, olena, olha, rule):
    made = parted(olena, rule, olha)
    with pytest.raises(LetterPartsWithHim):
        undo_answer(made.letter, by=olha, at=LATER)


def test_r012_his_records_are_made_when_he_knows(matter, olena, olha, petro, engagement, rule):
    make.make_document(engagement, petro)
    made = parted(olena, rule, olha)
    at = LATER + timedelta(minutes=1)
    assert not climb_parting(made, by=HOUSE, at=at)
    with pytest.raises(NotReadyYet):
        fetch_records(made, by=olena, at=at)
    send_all(at)
    assert climb_parting(made, by=HOUSE, at=at)
    assert not climb_parting(made, by=HOUSE, at=at)
    made = Parting.objects.get()
    assert (made.told_at, made.exported_at, made.next_at) == (at, at, None)
    assert made.exported_at <= made.export_by
    archive = records(made)
    told = json.loads(archive.read("records.json"))
    assert told["person"]["full_name"] == "Olena Sydorenko"
    words = [row["direction"] for row in told["cases"][0]["messages"]]
    assert set(words) == {"in", "out"}
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "The supplier does not pay." in everything
    assert "He shouts" not in everything
    assert "Six breaches" not in everything
    assert told["documents"][0]["file"].endswith("contract.pdf")
    assert archive.read(told["documents"][0]["file"]) == b"%PDF 1"
    assert Case.objects.get(pk=made.case_id).state == "closed"
    assert "/records/" in Message.objects.get(wording="records").text


def test_what_was_promised_in_between_keeps_the_case_open_not_the_records_back(
    matter, olena, petro, olha, rule
):
    made = parted(olena, rule, olha)
    assert parted(olena, rule, olha, at=LATER + timedelta(seconds=3)) == made
    due_at = LATER + timedelta(days=5)
    said = {"text": "The key", "kind": "other", "due_at": due_at, "by": petro, "at": LATER}
    make_promise(made.case, **said)
    send_all(LATER)
    assert climb_parting(made, by=HOUSE, at=LATER)
    assert Parting.objects.get().exported_at == LATER
    assert Case.objects.get(pk=made.case_id).closed_at is None


def test_the_link_is_taken_back_and_made_anew(matter, olena, olha, rule):
    made = parted(olena, rule, olha)
    send_all(LATER)
    climb_parting(made, by=HOUSE, at=LATER)
    first = standing_token(olena, made.subject)
    for _ in range(2):
        fetched = fetch_records(made, by=olena, at=LATER)
    assert fetched.fetched_at == LATER
    revoke_records(made, by=olha, at=LATER)
    assert link_of(first) is None
    send_records(made, by=olha, at=LATER)
    second = standing_token(olena, made.subject)
    assert second not in (None, first)


def test_a_letter_that_never_arrives_is_the_principals_matter(matter, olena, olha, rule):
    made = parted(olena, rule, olha)
    assert climb_parting(made, by=HOUSE, at=made.export_by)
    assert Notice.objects.filter(user=olha, why="export_late").count() == 1
    send_all(made.export_by)
    assert climb_parting(made, by=HOUSE, at=made.export_by)
    assert Parting.objects.get().exported_at == made.export_by
