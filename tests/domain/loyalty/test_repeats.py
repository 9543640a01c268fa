"""A question the client has answered already is noticed (R045); the figures stand in the guide."""

from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.actions.organisations import save_organisation
from slovo.domain.loyalty.repeats import repeats_in
from slovo.domain.staff.models import User
from tests.make import FOUNDED, MORNING, make_document

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LINES = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("repeats.txt").read_text("utf-8").splitlines()
]
PRECISION, RECALL = 0.95, 0.85
QUESTIONS = (
    "When does the lease with the tenant end? "
    "Коли закінчується оренда приміщення на Подолі? Сколько сотрудников работает в магазине?"
)


@pytest.fixture
def earlier(olena, petro, berehynia, mailbox):
    """She wrote, was asked, and answered; her papers came with it."""
    save_organisation(berehynia, name=berehynia.name, code="12345678", by=petro, at=FOUNDED)
    case = open_case(
        olena, subject="Lease", channel="email", handler=petro, organisation=berehynia,
        by=olena, at=MORNING - 9 * HOUR,
    )  # fmt: skip
    by_her = {"person": olena, "channel": "email", "by": olena}
    files = [("passport.pdf", "application/pdf", b"%PDF", "")]
    text = "Our contract No 14/2-27 is running out. Мій паспорт у файлі."
    hear_message(case, text=text, files=files, at=MORNING - 9 * HOUR, **by_her)
    answer_case(
        case, html=f"<p>{QUESTIONS}</p>", next_word_at=MORNING + HOUR, by=petro,
        at=MORNING - 8 * HOUR,
    )  # fmt: skip
    papers = [
        ("Довіреність_2027.pdf", "application/pdf", b"%PDF 2", ""),
        ("паспорт и доверенность.jpg", "image/jpeg", b"2", ""),
    ]
    hear_message(case, text="In June. Twelve.", files=papers, at=MORNING - 7 * HOUR, **by_her)
    return case


@pytest.fixture
def case(earlier, olena, petro, berehynia):
    return open_case(
        olena, subject="Court", channel="email", handler=petro, organisation=berehynia,
        by=olena, at=MORNING,
    )  # fmt: skip


def kinds(text, case, reader):
    return [repeat.kind for repeat in repeats_in(text, case, reader)]


def test_of_labelled_requests_few_are_missed_and_few_are_wrong(case, petro):
    said = [(kind, (kinds(text, case, petro) or ["-"])[0], text) for kind, text in LINES]
    right = [row for row in said if row[0] == row[1] != "-"]
    wrong = [row for row in said if row[1] not in ("-", row[0])]
    missed = [row for row in said if row[0] not in ("-", row[1])]
    assert len(right) / (len(right) + len(wrong)) >= PRECISION, wrong
    assert len(right) / (len(right) + len(missed)) >= RECALL, missed


def test_r045_the_number_of_a_contract_that_is_stored(case, earlier, petro, engagement):
    (written,) = repeats_in("What is the contract number?", case, petro)
    assert (written.value, written.case, written.at) == ("14/2-27", earlier, MORNING - 9 * HOUR)
    make_document(engagement, petro)
    (stored,) = repeats_in("What is the contract number?", case, petro)
    assert (stored.kind, stored.value, stored.case) == ("contract", "Contract 14", None)


def test_what_was_asked_and_not_answered_yet_may_be_asked_again(case, petro):
    words = "Who of the neighbours saw the flood in the cellar?"
    sides = {"next_word_at": MORNING + 9 * HOUR, "by": petro, "at": MORNING}
    answer_case(case, html=f"<p>{words}</p>", **sides)
    assert kinds(words, case, petro) == []
    hear_message(
        case, person=case.person, text="Ivan.", channel="email", by=case.person, at=MORNING + HOUR
    )
    assert kinds(words, case, petro) == ["asked"]


def test_what_was_told_in_confidence_is_not_told_by_it(case, earlier, petro, maksym):
    assert kinds(QUESTIONS, case, maksym) == ["asked", "asked", "asked"]
    confide_case(earlier, level="relationship", by=petro, at=MORNING)
    stranger = User.objects.get(pk=maksym.pk)
    assert kinds(QUESTIONS, case, stranger) == []
    assert kinds("Please send the passport.", case, stranger) == []


def test_nothing_is_asked_of_the_database_for_words_that_ask_nothing(
    case, petro, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert repeats_in("Thank you. We have filed the claim.", case, petro) == []


def test_within_thirty_milliseconds_beside_five_hundred_letters(case, olena, petro):
    for number in range(250):
        sides = {"person": olena, "channel": "email", "by": olena}
        hear_message(case, text=f"Letter {number} about the roof?", at=MORNING, **sides)
    text = QUESTIONS + " Please send the passport. What is the contract number? " * 2
    times = []
    for _again in range(5):
        begun = process_time()
        repeats_in(text, case, petro)
        times.append(process_time() - begun)
    assert min(times) < 0.03
