"""Which words mean what, per language, each looked up at most once a word."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

Words = Mapping[str, Mapping[object, str]]
_BOOKS = {"en": "english", "ru": "russian", "uk": "ukrainian"}


@lru_cache(maxsize=3)
def lexicon(language: str) -> dict[str, dict[str, object]]:
    """Return the tags of every known word of "en", "ru" or "uk", in lower case."""
    words: Words = import_module(f"slovo.lib.dates.{_BOOKS[language]}").WORDS
    known: dict[str, dict[str, object]] = {}
    for kind, values in words.items():
        for value, spelled in values.items():
            for word in spelled.split():
                known.setdefault(word, {})[kind] = value
    return known
