"""A text as the words it is found by, and what somebody types to find it."""

import pytest

from slovo.lib.lemmas.asking import Ask, Need, Wanted, read_ask
from slovo.lib.lemmas.folding import fold
from slovo.lib.lemmas.marking import Marker
from slovo.lib.lemmas.stems import stem
from slovo.lib.lemmas.words import index_words, lemmas_beginning


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Счёт", "счет"),
        ("СЧЁТ", "счет"),
        ("зв’язок", "звязок"),
        ("зв'язок", "звязок"),
        ("звʼязок", "звязок"),
        ("дого́вор", "договор"),
        ("и\u0306ога", "йога"),
        ("е\u0308ж", "еж"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("до\u00adговор", "договор"),
        ("Їжак", "їжак"),
        ("don't", "dont"),
        ("2026", "2026"),
    ],
)
def test_letters_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Договор № 12-34/2026", ["договор", "12", "34", "2026", "12342026"]),
        ("olena.s@client.example", ["olena", "s", "client", "example", "olenasclientexample"]),
        ("UA21 3223 1300 0002", ["ua21", "3223", "1300", "0002", "322313000002",
                                 "ua21322313000002"]),
        ("UA2132231300", ["ua2132231300"]),
        ("S-142", ["s", "142", "s142"]),
        ("e-mail", ["e", "mail", "email"]),
        ("+380 (44) 123-45-67", ["380", "44", "123", "45", "67", "380441234567", "1234567"]),
        ("client's", ["client"]),
        ("и в на the of", []),
        ("договор, ДОГОВОРЫ; договору", ["договор"]),
        ("", []),
        ("…—!", []),
        ("a_b", ["b"]),
    ],
)  # fmt: skip
def test_a_text_becomes_words(text: str, words: list[str]) -> None:
    assert index_words(text, "ru") == words


def test_a_word_of_an_unknown_language_is_entered_as_both() -> None:
    assert index_words("договору", "uk") == ["договір"]
    assert index_words("договору", "ru") == ["договор"]
    assert index_words("договору") == ["договор", "договір"]


def test_a_word_no_dictionary_knows_loses_its_ending() -> None:
    assert {stem(word) for word in ("бабинчука", "бабинчуком", "бабинчуку")} == {"бабинчук"}
    assert (stem("кома"), stem("foxtrots"), stem("glass")) == ("кома", "foxtrot", "glass")
    assert index_words("Бабинчуком", "uk") == ["бабинчук"]


def test_very_long_words_are_cut() -> None:
    assert index_words("щ" * 500, "uk") == ["щ" * 64]


def test_a_beginning_leads_to_lemmas() -> None:
    assert {"договор", "договір"} <= lemmas_beginning("договора")
    assert "payment" in lemmas_beginning("paymen")


def needs(ask: Ask) -> list[list[str]]:
    return [sorted(need.lemmas) for need in ask.needs]


def test_words_phrases_and_minus_are_told_apart() -> None:
    ask = read_ask('invoices "paid twice" -draft и')
    assert needs(ask) == [["invoice"], ["paid", "pay"], ["twice"]] or ask.phrases
    assert ask.phrases == ("paid twice",)
    assert [sorted(way[0].lemmas) for each in ask.unwanted for way in each.ways] == [["draft"]]
    assert ask.small == ("и",)


def test_a_compound_of_words_is_also_its_words() -> None:
    (wanted,) = read_ask("e-mail").wanted
    assert wanted == Wanted(
        (
            (Need(frozenset({"email"}), is_joined=True),),
            (Need(frozenset({"e"})), Need(frozenset({"mail"}))),
        )
    )


@pytest.mark.parametrize("typed", ["", " ", "-", '"', '""', '-""', "и", "!!!", "'", "* ()", "\\"])
def test_what_asks_for_nothing(typed: str) -> None:
    assert read_ask(typed).wanted == ()


def test_a_name_is_looked_for_by_its_beginning() -> None:
    (need,) = read_ask("Бабинчуком").needs
    assert need == Need(frozenset({"бабинчук"}), "бабинчук")
    assert read_ask("invoice").needs == (Need(frozenset({"invoice"})),)
    assert read_ask("invoice", is_typing=True).needs[0].beginning == "invoice"
    assert read_ask("invoice ", is_typing=True).needs[0].beginning == ""


def said(text: str, typed: str) -> str | None:
    parts = Marker(read_ask(typed)).excerpt(text)
    return parts and "".join(f"[{words}]" if is_it else words for words, is_it in parts)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Пришлите договоры и счёт.", "договору", "Пришлите [договоры] и счёт."),
        ("They paid  the\ninvoices.", "pay invoice", "They [paid] the [invoices]."),
        ("Договор № 12-34/2026", "12-34/2026", "Договор № [12-34/2026]"),
        ("пишите на o.s@client.example.", "o.s@client.example", "пишите на [o.s@client.example]."),
        ("<b>invoice</b>", "invoices", "<b>[invoice]</b>"),
        ("ничего", "договор", None),
        ("", "договор", None),
    ],
)
def test_what_was_asked_for_is_marked(text: str, typed: str, shown: str | None) -> None:
    assert said(text, typed) == shown


def test_an_excerpt_is_cut_at_words_around_the_most_of_what_was_asked() -> None:
    text = "invoice " + "word " * 60 + "they paid the invoice today " + "word " * 60
    assert said(text, "paid invoices") == (
        "… " + "word " * 7 + "they [paid] the [invoice] today " + "word " * 15 + "word …"
    )


def test_a_whole_name_is_marked() -> None:
    parts = Marker(read_ask("syd", is_typing=True)).mark("Olena Sydorenko")
    assert parts == [("Olena ", False), ("Sydorenko", True)]
