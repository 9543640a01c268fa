"""The built dictionaries: which lemma a form has, and which lemmas a typed beginning may become."""

import json
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from slovo.lib.lemmas.building import BUILT, LANGUAGES, build

MOST_FORMS = 400


class Dictionary:
    """One language, read from disk page by page as it is needed."""

    def __init__(self, folder: Path, language: str) -> None:
        import marisa_trie

        self._trie: Any = marisa_trie.RecordTrie("<H").mmap(str(folder / f"{language}.trie"))
        rules = json.loads((folder / f"{language}.rules").read_text(encoding="utf-8"))
        self._rules: list[tuple[int, str]] = [(cut, ending) for cut, ending in rules]

    def lemma(self, form: str) -> str | None:
        """`form` is folded; None when nobody knows it."""
        found = self._trie.get(form)
        return self._ruled(form, found[0][0]) if found else None

    def beginning(self, letters: str) -> set[str]:
        """Lemmas of the first forms that begin so."""
        forms = islice(self._trie.iteritems(letters), MOST_FORMS)
        return {self._ruled(form, number) for form, (number,) in forms}

    def akin(self, stem: str, stem_of: Callable[[str], str]) -> set[str]:
        """Lemmas of the forms with this stem: a form of two words is entered under one of them."""
        forms = islice(self._trie.iteritems(stem), MOST_FORMS)
        return {self._ruled(form, number) for form, (number,) in forms if stem_of(form) == stem}

    def _ruled(self, form: str, number: int) -> str:
        cut, ending = self._rules[number]
        return form[: len(form) - cut] + ending


@cache
def dictionary(language: str) -> Dictionary:
    return Dictionary(_folder(), language)


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Where the dictionaries are; made now when nobody has set up the house yet."""
    names = [f"{language}.{part}" for language in LANGUAGES for part in ("rules", "trie")]
    if all((BUILT / name).exists() for name in names):
        return BUILT
    try:
        build(BUILT)
    except OSError:  # a folder nobody may write to
        place = Path(tempfile.mkdtemp(prefix="slovo-lemmas-"))
        build(place)
        return place
    return BUILT
