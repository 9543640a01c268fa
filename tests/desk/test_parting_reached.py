"""A parting whose letter never arrives: another way, a new letter, records given by hand."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.actions.people import meet_person, save_person
from slovo.domain.clients.models import Person
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.goodwill.actions.parting import part_with
from slovo.domain.goodwill.actions.reaching import (
    HowIsMissing,
    KnowsAlready,
    hand_records,
    tell_parting,
    write_parting_again,
)
from slovo.domain.goodwill.models import Parting
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.post.actions.sending import record_return
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.models import RuleVersion
from slovo.interfaces.keeper.goodwill import climb_partings
from tests.api.caller import Caller
from tests.desk.reading import fields_of, text_of
from tests.desk.scene import answer, fresh, send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)
NEXT = MORNING + timedelta(days=1)
LETTER = "<p>Thank you. Bureau Stus may help you from now on.</p>"


@pytest.fixture
def said(olha):
    rule = RuleVersion.objects.get(rule__number="1", version=1)
    words = {"reason": "Six breaches", "last_invoice_words": "paid", "ways_on": ["Bureau Stus"]}
    return {**words, "rule": rule, "by": olha, "at": LATER}


@pytest.fixture
def desk(client, olha):
    client.force_login(olha)
    return client


def test_who_has_no_address_is_told_on_paper_and_gets_the_records_by_hand(
    said, desk, olha, petro, clock_at
):
    clock_at(LATER)
    stepan = meet_person(full_name="Stepan Ruban", phone="+380501112233", by=olha, at=MORNING)
    Person.objects.filter(pk=stepan.pk).update(language="uk")
    url = f"/clients/{stepan.pk}/part/"
    typed = {"reason": "Six breaches", "ways_on": "Bureau Stus", "rule": said["rule"].pk}
    typed |= {"text": "Bureau Stus may help.", "last_invoice_words": "none", "is_sure": "on"}
    assert desk.post(url, fields_of(desk.get(url)) | typed).status_code == 302
    made = Parting.objects.get()
    page = f"/partings/{made.pk}/"
    assert (made.letter, made.told_at) == (None, None)
    signed = ", 10 березня 2027</p>"
    for words in ("no letter reaches the client", "Bureau Stus may help.", "Told by voice", signed):
        assert words in text_of(desk.get(page))
    refused = desk.post(f"{page}again/")
    assert (refused.status_code, "know" in text_of(refused)) == (422, True)
    empty = desk.post(f"{page}told/", {"way": "paper", "note": " "})
    assert empty.status_code == 422
    slip = SimpleUploadedFile("slip.txt", b"0500312", "text/plain")
    told = {"way": "paper", "note": "Posted, number 0500312.", "file": slip}
    assert desk.post(f"{page}told/", told).status_code == 302
    known = Parting.objects.get()
    assert (known.told_at, known.told_by, known.next_at) == (LATER, olha, LATER)
    word = Message.objects.get(case=made.case, channel="paper")
    assert (word.text, word.delivered_at) == ("Bureau Stus may help.", LATER)
    assert desk.get(f"{page}proof/").getvalue() == b"0500312"
    assert desk.post(f"{page}handed/", {"note": "x"}).status_code == 422
    assert climb_partings(NEXT) == 1
    clock_at(NEXT)
    assert Parting.objects.get().exported_at == NEXT
    assert Case.objects.get(pk=made.case_id).closed_at == NEXT
    assert desk.get(f"{page}records/").getvalue()[:2] == b"PK"
    assert desk.post(f"{page}handed/", {"note": "On a stick, signed for."}).status_code == 302
    assert Parting.objects.get().fetched_at == NEXT
    desk.force_login(petro)
    assert desk.get(f"{page}records/").status_code == 403
    assert "0500312" not in text_of(desk.get(page))
    assert list(breaches()) == []


def test_a_letter_that_came_back_leaves_anew_to_the_address_that_works(
    case, said, desk, olha, petro, olena, clock_at
):
    answer(case, petro, "We are on it.", MORNING)
    close_case(fresh(case), reason="Done", by=olha, at=MORNING)
    made = part_with(olena, html=LETTER, **said)
    api, path = Caller(olha), f"partings/{made.pk}"
    clock_at(LATER)
    assert api.post(f"{path}/again").json()["told_at"] is None
    assert Message.objects.filter(html=LETTER).count() == 1
    send_all(LATER)
    assert api.post(f"{path}/again").status_code == 422
    record_return(made.letter.delivery, why="550 unknown", by=HOUSE, at=LATER)
    assert Parting.objects.get().told_at is None
    assert "no letter reaches the client" in text_of(desk.get(f"/partings/{made.pk}/"))
    sides = {"full_name": olena.full_name, "language": "uk", "phone": olena.phone}
    save_person(olena, **sides, emails=["new@sydorenko.example"], by=olha, at=LATER)
    assert api.post(f"{path}/again").status_code == 200
    send_all(NEXT)
    known = Parting.objects.select_related("letter__delivery").get()
    assert known.letter.delivery.to_address == "new@sydorenko.example"
    assert (known.told_at, known.told_way) == (NEXT, "")
    climb_partings(NEXT)
    assert Parting.objects.get().exported_at == NEXT
    later = NEXT + timedelta(hours=2)
    clock_at(later)
    record_return(known.letter.delivery, why="552 full", by=HOUSE, at=later)
    lost = Parting.objects.get()
    assert (lost.told_at, lost.next_at, lost.exported_at) == (None, None, NEXT)
    assert "no letter reaches the client" in text_of(desk.get(f"/partings/{made.pk}/"))
    assert api.post(f"{path}/again").status_code == 200
    send_all(later)
    climb_partings(later)
    done = Parting.objects.select_related("case").get()
    assert (done.told_at, done.next_at, done.exported_at) == (later, None, NEXT)
    assert done.case.closed_at == later
    assert Message.objects.filter(wording="records").count() == 2
    assert list(breaches()) == []


def test_told_by_telephone_it_holds_and_what_is_refused(case, said, olha, petro, olena):
    answer(case, petro, "We are on it.", MORNING)
    close_case(fresh(case), reason="Done", by=olha, at=MORNING)
    made = part_with(olena, html=LETTER, **said)
    call = {"way": "phone", "note": "She understood."}
    for verb, words in ((tell_parting, call), (hand_records, {"note": "x"})):
        with pytest.raises(NotAllowed):
            verb(made, **words, by=petro, at=LATER)
    for bad in ({"way": "pigeon"}, {"note": " "}):
        with pytest.raises(HowIsMissing):
            tell_parting(made, **{**call, **bad}, by=olha, at=LATER)
        assert Caller(olha).post(f"partings/{made.pk}/told", **{**call, **bad}).status_code == 422
    tell_parting(made, **call, by=olha, at=LATER)
    assert tell_parting(made, way="paper", note="y", by=olha, at=NEXT).told_note == call["note"]
    send_all(LATER)
    record_return(made.letter.delivery, why="550 unknown", by=HOUSE, at=LATER)
    assert Parting.objects.get().told_at == LATER
    with pytest.raises(KnowsAlready):
        write_parting_again(made, by=olha, at=NEXT)
    climb_partings(NEXT)
    with pytest.raises(HowIsMissing):
        hand_records(made, note=" ", by=olha, at=NEXT)
    assert Caller(olha).post(f"partings/{made.pk}/handed", note="Fetched").status_code == 200
    assert Caller(petro).get(f"partings/{made.pk}/records").status_code == 403
    assert list(breaches()) == []


def test_a_principal_complained_of_does_not_read_it_among_the_records(
    case, said, desk, olha, nadia, petro, olena, clock_at
):
    clock_at(NEXT)
    answer(case, petro, "We are on it.", MORNING)
    close_case(fresh(case), reason="Done", by=olha, at=MORNING)
    made = part_with(olena, html=LETTER, **said)
    tell_parting(made, way="phone", note="She understood.", by=olha, at=LATER)
    file_complaint(olena, stated="Olha shouted.", against=[olha], owner=nadia, by=olena, at=LATER)
    climb_partings(NEXT)
    page = f"/partings/{made.pk}/"
    assert f"{page}records/" not in desk.get(page).content.decode()
    assert desk.get(f"{page}records/").status_code == 403
    assert Caller(olha).get(f"partings/{made.pk}/records").status_code == 403
