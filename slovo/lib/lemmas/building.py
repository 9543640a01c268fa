"""Compiles simplemma's dictionaries into small tries that are read from disk as they are.

`python -m slovo.lib.lemmas.building` is a part of setting up; it takes some seconds, once.
A trie keeps, for each form, the number of the rule that turns it into its lemma.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from slovo.lib.lemmas.folding import fold

LANGUAGES = ("ru", "uk", "en")
BUILT = Path(__file__).with_name("built")
BETTER = {
    "ru": "",
    "uk": "може могти двох два двом два двома два трьох три трьом три трьома три іду йти іти йти",
    "en": """
people person gone go written write writing write thought think thinking think wives wife
worse bad us we given give taken take driven drive
""",
}
Rule = tuple[int, str]
_PLAIN = re.compile("[а-яёіїєґ]+")


def build(folder: Path = BUILT, languages: Iterable[str] = LANGUAGES) -> None:
    """Write `<language>.trie` and `<language>.rules` for each language, each at once or not."""
    folder.mkdir(parents=True, exist_ok=True)
    context = get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as workers:
        for _done in workers.map(_build, [folder] * 3, languages):
            pass


def _build(folder: Path, language: str) -> None:
    import marisa_trie

    rules: dict[Rule, int] = {}
    lemmas = dict(_pairs(language)) | _better(language)
    rows = [
        (form, (rules.setdefault(rule_for(form, lemma), len(rules)),))
        for form, lemma in lemmas.items()
    ]
    _put(folder / f"{language}.rules", json.dumps(list(rules), ensure_ascii=False).encode())
    _put(folder / f"{language}.trie", marisa_trie.RecordTrie("<H", rows).tobytes())


def rule_for(form: str, lemma: str) -> Rule:
    """How many letters to take from the end of the form, and what to put there."""
    same = 0
    for one, other in zip(form, lemma, strict=False):
        if one != other:
            break
        same += 1
    return len(form) - same, lemma[same:]


def _better(language: str) -> dict[str, str]:
    """Where the dictionary errs in everyday words."""
    words = BETTER[language].split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    """Names first, so that a plain word written the same way has the last say."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    words = DefaultDictionaryFactory().get_dictionary(language)
    for is_name in (True, False):
        for form, lemma in words.items():
            if form[:1].isupper() == is_name:
                folded, known = _folded(form), _folded(lemma)
                if folded.isalpha() and known.isalpha():
                    yield folded, known


def _folded(word: str) -> str:
    """Two million times: the usual word needs no more than this."""
    is_plain = _PLAIN.fullmatch(word)
    return word.replace("ё", "е") if is_plain else fold(word)


def _put(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


if __name__ == "__main__":
    build()
