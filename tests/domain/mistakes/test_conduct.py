"""A letter that hurts (R085): flagged by anybody, read by a principal, upheld it is a mistake."""

from datetime import timedelta

import pytest
from django.utils import translation

from slovo.domain.cases.actions.answering import answer_case, note_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.conduct import (
    NotOurLetter,
    OwnLetter,
    ReviewedAlready,
    WordsMissing,
    climb_conduct,
    flag_conduct,
    review_conduct,
)
from slovo.domain.mistakes.actions.wordings import WordingRefused, save_wording
from slovo.domain.mistakes.models import Wording
from slovo.domain.mistakes.wordings import text_for
from slovo.domain.staff.rights import NotAllowed, Role
from tests import make
from tests.domain.mistakes.scene import FOUND, told
from tests.domain.promises.scene import fresh, kyiv, last_letter, send_all

pytestmark = pytest.mark.django_db
READ = kyiv("2027-03-30 10:00")


@pytest.fixture
def rude(case, petro):
    at = FOUND - timedelta(hours=1)
    word_at = at + timedelta(days=1)
    answer_case(case, html="<p>Read your contract.</p>", next_word_at=word_at, by=petro, at=at)
    send_all(at)
    return last_letter(case)


def test_the_client_flags_it_and_the_principal_has_a_business_day(rude, olena):
    flag = flag_conduct(rude, reason="As if I were a child", by=olena, at=FOUND)
    assert flag_conduct(rude, by=olena, at=FOUND) == flag
    assert (flag.person, flag.flagged_by) == (olena, None)
    assert flag.review_by == kyiv("2027-03-30 18:00")
    assert told("conduct_flagged") == [("Olha Levchenko", FOUND)]
    assert climb_conduct(flag, by=HOUSE, at=flag.review_by - timedelta(seconds=1)) is False
    assert climb_conduct(flag, by=HOUSE, at=flag.review_by) is True
    assert told("conduct_unreviewed") == [("Olha Levchenko", flag.review_by)]


def test_upheld_it_is_a_mistake_and_its_clock_starts(case, rude, olena, olha):
    flag = flag_conduct(rude, reason="As if I were a child", by=olena, at=FOUND)
    with translation.override("ru"):  # the reviewer reads Russian, his firm English
        flag = review_conduct(flag, is_upheld=True, words="We do not write so.", by=olha, at=READ)
    mistake = flag.mistake
    assert (mistake.discovered_at, mistake.admit_by) == (READ, kyiv("2027-03-30 14:00"))
    assert (mistake.cause.code, mistake.message, mistake.found_early) == ("rudeness", rude, False)
    assert mistake.text == "A letter that was rude: As if I were a child"
    assert "We do not write so." in last_letter(case).text
    review_conduct(flag, is_upheld=True, words="We do not write so.", by=olha, at=READ)
    assert Event.objects.filter(kind="conductflag.reviewed").count() == 1
    with pytest.raises(ReviewedAlready):
        review_conduct(flag, is_upheld=False, words="No.", by=olha, at=READ)


def test_a_letter_flagged_again_belongs_to_the_same_mistake(case, rude, olena, maksym, olha):
    said = {"is_upheld": True, "words": "We do not write so.", "by": olha}
    first = review_conduct(flag_conduct(rude, by=olena, at=FOUND), **said, at=READ)
    again = review_conduct(flag_conduct(rude, by=maksym, at=READ), **said, at=READ)
    assert (again.mistake, case.mistakes.count()) == (first.mistake, 1)


def test_declined_it_opens_nothing_and_the_client_hears_why(case, rude, olena, olha):
    flag = flag_conduct(rude, by=olena, at=FOUND)
    flag = review_conduct(flag, is_upheld=False, words="Meant as a hint.", by=olha, at=READ)
    assert (flag.mistake, case.mistakes.count()) == (None, 0)
    assert "Meant as a hint." in last_letter(case).text


def test_a_colleague_flags_it_too_and_hears_of_the_end(rude, maksym, olha):
    flag = flag_conduct(rude, reason="Cold", by=maksym, at=FOUND)
    review_conduct(flag, is_upheld=True, words="Yes.", by=olha, at=READ)
    assert told("conduct_reviewed") == [("Maksym Tkach", READ)]
    mistake = fresh(flag).mistake
    assert (mistake.found_early, mistake.discovered_by) == (True, maksym)


def test_only_a_principal_reviews_with_words_and_not_his_own_letter(case, rude, petro, olha):
    flag = flag_conduct(rude, by=petro, at=FOUND)
    with pytest.raises(NotAllowed):
        review_conduct(flag, is_upheld=False, words="No.", by=petro, at=READ)
    with pytest.raises(WordsMissing):
        review_conduct(flag, is_upheld=False, words=" ", by=olha, at=READ)
    word_at = FOUND + timedelta(days=1)
    answer_case(case, html="<p>Once more.</p>", next_word_at=word_at, by=olha, at=FOUND)
    own = flag_conduct(last_letter(case), by=petro, at=FOUND)
    make.make_user("Second Head", Role.PRINCIPAL)
    with pytest.raises(OwnLetter):
        review_conduct(own, is_upheld=False, words="No.", by=olha, at=READ)


def test_only_a_letter_of_ours_can_be_rude(case, petro):
    note_case(case, html="<p>A hard one.</p>", by=petro, at=FOUND)
    with pytest.raises(NotOurLetter):
        flag_conduct(last_letter(case), by=petro, at=FOUND)


def test_words_by_country_and_language_the_nearest_first(case, olha, petro):
    def write(text, **sides):
        given = {"place": "apology", "language": "uk", "text": text, "by": olha, "at": FOUND}
        return save_wording(**{**given, **sides})

    write("Вибачте.")
    assert text_for("apology", case) == "Вибачте."
    write("Вибачте, {{ person.called }}.", country="ua")
    assert text_for("apology", case) == "Вибачте, Olena Mykolaivna."
    write("Nein.", country="DE")
    write("Вибачте, {{ person.called }}.", country="UA")
    assert Wording.objects.count() == 3
    assert write("", country="UA") is None
    assert text_for("apology", case) == "Вибачте."
    for sides in (
        {"place": "nowhere"},
        {"language": "xx"},
        {"country": "UKR"},
        {"text": "{{ secret }}"},
    ):
        with pytest.raises(WordingRefused):
            write(**{"text": "Words", **sides})
    with pytest.raises(NotAllowed):
        write("Mine", by=petro)
