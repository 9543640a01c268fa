"""A case is found by any word that was said in it, in any form."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case, note_case, undo_answer
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.rating import confirm_person, rename_case
from slovo.domain.cases.models import Case
from slovo.domain.cases.search import finding
from slovo.domain.cases.search.reading import excerpts
from slovo.domain.clients.actions.organisations import save_organisation
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def lease(olena: Person, engagement: Engagement) -> Case:
    text = "Добрий день! Надсилаю договір оренди № 12-34/2026 складу в Одесі. Рахунок сплачено."
    return scene.write(olena, text, subject="Оренда складу", language="uk")


@pytest.fixture
def invoice(viktor: Person) -> Case:
    text = "Поставщик подписал договоры, но счета не оплатил. IBAN UA21 3223 1300 0002 6007 2335."
    files = [("Накладная_март.pdf", "application/pdf", b"%PDF", "")]
    return scene.write(viktor, text, subject="Второй счёт", language="ru", files=files)


@pytest.fixture
def english(viktor: Person) -> Case:
    return scene.write(viktor, "They paid two invoices; the children are ours.", subject="Payment")


def refs(words: str, **asked: bool) -> list[str]:
    found = Case.objects.all().search(words, **asked)
    numbers = dict(Case.objects.order_by("pk").values_list("pk", "number"))
    return sorted(f"S-{numbers[key]}" for key in found.case_ids)


@pytest.mark.parametrize(
    "words",
    [
        *("договору", "ДОГОВОРИ", "складами", "рахунки", "сплачений", "Одеса", "орендою"),
        *("12-34/2026", "договір Sydorenko", "olena@client.example", "Berehynia", "S-1", "1"),
        *("оренда договори склад", "+380 44 000 00 01", "380440000001"),
    ],
)
def test_any_form_of_a_ukrainian_word_finds_it(lease: Case, words: str) -> None:
    assert refs(words) == ["S-1"]


@pytest.mark.parametrize(
    "words",
    [
        *("договору", "договором", "счет", "СЧЁТОВ", "поставщики", "подписать", "оплатит"),
        *("UA2132231300000260072335", "ua21 3223 1300", "накладной", "март"),
        *("savchenko", "viktor", "договор savchenko"),
    ],
)
def test_any_form_of_a_russian_word_finds_it(invoice: Case, words: str) -> None:
    assert refs(words) == ["S-1"]


@pytest.mark.parametrize("words", ["payments", "pays", "invoice", "child", "PAID", "inv"])
def test_any_form_of_an_english_word_finds_it(english: Case, words: str) -> None:
    assert refs(words, is_typing=words == "inv") == ["S-1"]


def test_all_words_anywhere_in_the_case(
    lease: Case, invoice: Case, petro: User, viktor: Person
) -> None:
    note_case(lease, html="<p>Нотаріус чекає на довіреність.</p>", by=petro, at=LATER)
    assert refs("нотаріуса орендою") == ["S-1"]
    assert refs("нотаріус довіреності") == ["S-1"]
    assert refs("нотаріус поставщик") == []


def test_minus_and_phrase(lease: Case, invoice: Case) -> None:
    assert refs("договору") == ["S-1", "S-2"]
    assert refs("договору -поставщика") == ["S-1"]
    assert refs('"договоры, но счета"') == ["S-2"]
    assert refs('"договор счета"') == []
    assert refs('договору -"подписал договоры"') == ["S-1"]
    assert refs('договору -"подписали договор"') == ["S-1", "S-2"]
    assert refs('"другий склад"') == []


def test_a_phrase_that_very_many_say_is_not_looked_for_in_all(
    viktor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    monkeypatch.setattr(finding, "ENOUGH", 3)
    for number in range(1, 8):
        text = "They paid twice." if number != 6 else "Twice they paid."
        scene.write(viktor, text, subject="Invoice", at=MORNING + timedelta(hours=number))
    found = Case.objects.all().search('"paid twice"')
    numbers = dict(Case.objects.order_by("pk").values_list("pk", "number"))
    assert ([numbers[key] for key in found.case_ids], found.is_cut) == ([7, 5, 4], True)
    found = Case.objects.all().search('"twice they paid"')
    assert ([numbers[key] for key in found.case_ids], found.is_cut) == ([6], False)


def test_a_phrase_stands_between_words(viktor: Person) -> None:
    scene.write(viktor, "We repaid twice, and paid\u2060 -- “Twice”!", subject="Invoice")
    assert refs('"paid twice"') == ["S-1"]
    assert refs('"repaid twice"') == ["S-1"]
    assert refs('"twice and"') == ["S-1"]
    assert refs('"aid twice"') == refs('"paid twi"') == []


def test_a_phrase_stands_beside_a_foreign_name(viktor: Person) -> None:
    scene.write(viktor, "Müller: мой договор.", subject="Letter", language="ru")
    assert refs('"мой договор"') == refs('"Muller мой"') == ["S-1"]


def test_a_name_still_being_typed_that_no_dictionary_knows(viktor: Person) -> None:
    scene.write(viktor, "Підпис поставить Квітославенко.", subject="Лист", language="uk")
    assert refs("квітосл", is_typing=True) == refs("квітославенка") == ["S-1"]
    assert refs("квітославій", is_typing=True) == refs("вітосл") == []


def test_a_word_still_being_typed(lease: Case, invoice: Case) -> None:
    assert refs("постав") == []
    assert refs("постав", is_typing=True) == ["S-2"]
    assert refs("договора", is_typing=True) == ["S-1", "S-2"]
    assert refs("договору сид", is_typing=True) == []
    assert refs("договору syd", is_typing=True) == ["S-1"]


def test_nothing_asked_finds_nothing(lease: Case) -> None:
    assert [refs(words) for words in ("", "  ", "и", "-склад", '""', "* ( ) ' \\ ^")] == [[]] * 6


def test_what_was_taken_back_is_not_found(lease: Case, petro: User) -> None:
    send_at = LATER + timedelta(seconds=30)
    sides = {"next_word_at": LATER + timedelta(days=1), "send_at": send_at}
    message = answer_case(lease, html="<p>Кассация подана</p>", by=petro, at=LATER, **sides)
    assert refs("кассации") == ["S-1"]
    undo_answer(message, by=petro, at=LATER)
    assert refs("кассации") == []


def test_what_the_house_writes_by_itself_finds_nothing(lease: Case, english: Case) -> None:
    assert lease.messages.filter(wording="receipt").count() == 1
    assert refs("отримали") == refs("received") == []


def test_new_names_are_found_and_old_ones_are_not(
    lease: Case, olena: Person, petro: User, berehynia: Organisation
) -> None:
    rename_case(lease, subject="Спір про пшеницю", by=petro, at=LATER)
    assert (refs("пшениця"), refs("Оренда складу спір")) == (["S-1"], ["S-1"])
    given = {"full_name": "Olena Bondar", "called": "", "emails": ["bondar@client.example"]}
    save_person(olena, **given, by=petro, at=LATER)
    assert [refs(w) for w in ("Sydorenko", "Bondar", "bondar@client.example")] == [
        [], ["S-1"], ["S-1"],
    ]  # fmt: skip
    save_organisation(berehynia, name="TOV Lastivka", by=petro, at=LATER)
    assert [refs(w) for w in ("Berehynia", "Lastivka")] == [[], ["S-1"]]


def test_another_person_of_the_case(lease: Case, viktor: Person, petro: User) -> None:
    confirm_person(lease, person=viktor, organisation=None, by=petro, at=LATER)
    assert [refs(w) for w in ("Sydorenko", "Savchenko", "Berehynia")] == [[], ["S-1"], ["S-1"]]


def test_history_is_found(viktor: Person) -> None:
    case = scene.open_case(
        viktor, subject="Стара справа", channel="email", is_history=True, by=viktor, at=MORNING
    )
    hear_message(
        case, person=viktor, text="Давний заповіт.", channel="email", is_history=True,
        by=HOUSE, at=MORNING,
    )  # fmt: skip
    assert refs("заповіту") == ["S-1"]


def test_the_likeliest_first(olena: Person, viktor: Person) -> None:
    told = [
        ("Лист", "Прошу надіслати звіт.", olena),
        ("Звіт за березень", "Добрий день.", viktor),
        ("Інше", "Звіти, звіт і ще раз звіт.", olena),
    ]
    for hours, (subject, text, person) in enumerate(told):
        at = MORNING + timedelta(hours=hours)
        scene.write(person, text, subject=subject, language="uk", at=at)
    found = Case.objects.all().search("звіту")
    numbers = dict(Case.objects.order_by("pk").values_list("pk", "number"))
    assert [numbers[key] for key in found.case_ids] == [2, 3, 1]


def test_only_what_one_may_see(lease: Case, taras: User, petro: User) -> None:
    assert Case.objects.visible_to(taras).search("договір").case_ids == []
    assert Case.objects.visible_to(petro).search("договір").case_ids == [lease.pk]
    assert Case.objects.visible_to(petro).filter(state="closed").search("договір").hits == ()


def test_the_excerpt_marks_the_words_in_their_own_form(lease: Case, invoice: Case) -> None:
    found = Case.objects.all().search("договору")
    shown = excerpts(found, found.case_ids)
    marked = {key: [word for word, is_it in shown[key].parts if is_it] for key in shown}
    assert marked == {lease.pk: ["договір"], invoice.pk: ["договоры"]}
    assert {(one.direction, one.at) for one in shown.values()} == {("in", MORNING)}
