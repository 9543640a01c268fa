"""A text as the words it is found by, and a word as the ways it may stand in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from slovo.lib.lemmas.folding import fold
from slovo.lib.lemmas.stems import LEAST, stem
from slovo.lib.lemmas.table import dictionary

LONGEST = 64
MOST_LETTERS = 200_000
CYRILLIC = ("ru", "uk")
_CYRILLIC = re.compile("[а-яіїєґ]+")
_LATIN = re.compile("[a-z]+")
# Накладная is a noun in one dictionary's eyes and a form of накладной in another's.
_ADJECTIVE = re.compile("(?<=[а-яіїє]{4})(?:[ыио]й|ій|ая|яя|ое|ее)$")
_JOINTS = r"['’ʼ‘`´\u00ad\u0301\u200b]"
WORD = re.compile(rf"[^\W_]+(?:{_JOINTS}+[^\W_]+)*", re.UNICODE)
_POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\W_]+(?:[._+-]+[^\W_]+)*@[^\W_]+(?:[.-][^\W_]+)+")
_HYPHENED = re.compile(r"[^\W_]+(?:[-/][^\W_]+)+")
_NUMBERS = re.compile(r"(?<!\w)\d+(?:(?: ?[()/.,:-] ?| )\d+)+")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?\b")
_SMALL = """
и в во не на я что с со а как это по но из у за к о от же бы ли до для то так
і й та у в на не що з із зі а як це по але від за до про для то же би чи так
the a an of to and in is it for on that with as at by be or are was this
"""
SMALL = frozenset(_SMALL.split())


def index_words(text: str, language: str = "") -> list[str]:
    """Every word of a text by its lemma, without those that stand everywhere; each once.

    `language` is "ru", "uk" or "en"; without it a Cyrillic word is entered as both.
    """
    text = text[:MOST_LETTERS]
    found: dict[str, None] = {}
    for word in WORD.findall(text):
        for entry in _entries(word, language):
            found[entry] = None
    for joined in compounds(text):
        for entry in _entries(joined_word(joined), language):
            found[entry] = None
    return list(found)


@lru_cache(maxsize=10_000)
def _entries(word: str, language: str) -> tuple[str, ...]:
    folded = plain(word)
    if not folded or folded in SMALL:
        return ()
    if _CYRILLIC.fullmatch(folded):
        return tuple(_cyrillic(folded, language)) or (stem(folded)[:LONGEST],)
    if _LATIN.fullmatch(folded):
        return ((dictionary("en").lemma(folded) or stem(folded))[:LONGEST],)
    return (folded[:LONGEST],)


def _cyrillic(folded: str, language: str) -> Iterator[str]:
    """By the dictionary of the text's language, else by the other; by both when it is unknown."""
    if language in CYRILLIC:
        other = "uk" if language == "ru" else "ru"
        lemma = dictionary(language).lemma(folded) or dictionary(other).lemma(folded)
        if lemma:
            yield _ADJECTIVE.sub("", lemma)
        return
    for each in CYRILLIC:
        if lemma := dictionary(each).lemma(folded):
            yield _ADJECTIVE.sub("", lemma)


@lru_cache(maxsize=10_000)
def entered_as(word: str) -> frozenset[str]:
    """What this very form may stand under in the index, in whatever language the text was."""
    folded = plain(word)
    found = {*_entries(word, ""), *_entries(word, "ru"), *_entries(word, "uk")}
    return frozenset(found or {folded[:LONGEST]})


@lru_cache(maxsize=2_000)
def lemmas_of(word: str) -> frozenset[str]:
    """What any form of a word that is looked for may stand under."""
    folded = plain(word)
    found, root = set(entered_as(word)), stem(folded)
    if _CYRILLIC.fullmatch(folded) and len(root) >= LEAST:
        akin = set[str]().union(*(dictionary(each).akin(root, stem) for each in CYRILLIC))
        found |= {_ADJECTIVE.sub("", lemma) for lemma in akin}
    return frozenset({*found, root[:LONGEST]})


def is_known(word: str) -> bool:
    """Whether a dictionary knows it; names and numbers are looked for by their beginning."""
    folded = plain(word)
    if _CYRILLIC.fullmatch(folded):
        return any(dictionary(each).lemma(folded) for each in CYRILLIC)
    return bool(_LATIN.fullmatch(folded)) and dictionary("en").lemma(folded) is not None


@lru_cache(maxsize=2_000)
def lemmas_beginning(letters: str) -> frozenset[str]:
    """What a word still being typed may become: `договора` is on its way to `договорам`."""
    folded = plain(letters)
    languages = CYRILLIC if _CYRILLIC.fullmatch(folded) else ("en",)
    found: set[str] = set()
    for each in languages:
        found |= dictionary(each).beginning(folded)
    return frozenset(_ADJECTIVE.sub("", lemma) for lemma in found)


@lru_cache(maxsize=10_000)
def plain(word: str) -> str:
    return fold(_POSSESSIVE.sub("", word))


def compounds(text: str) -> Iterator[str]:
    """Several words that are also found as one: 12-34/2026, e-mail, an address, an account."""
    for pattern in (_NUMBERS, _ACCOUNT):
        yield from pattern.findall(text)
    for mark, pattern in (("@", _EMAIL), ("-", _HYPHENED), ("/", _HYPHENED)):
        if mark in text:
            for piece in text.split():
                if mark in piece:
                    yield from pattern.findall(piece)


def spaced_numbers(text: str) -> Iterator[str]:
    """Long numbers written in groups; an account's digits are no number of their own."""
    accounts = _ACCOUNT.findall(text)
    yield from accounts
    for number in _NUMBERS.findall(text):
        digits = sum(letter.isdigit() for letter in number)
        if " " in number and digits >= 7 and not any(number in each for each in accounts):
            yield number


def joined_word(text: str) -> str:
    return "".join(fold(word) for word in WORD.findall(text))[:LONGEST]
