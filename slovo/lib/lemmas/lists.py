"""Lists of words that people keep: which words of a text stand on such a list, in any form."""

from functools import lru_cache

from slovo.lib.lemmas.words import WORD, entered_as, lemmas_of


def said(text: str, listed: str, *, is_strict: bool = False) -> list[str]:
    """The words of `text`, as they stand there, that are on the list; each once.

    `listed` is words parted by commas, spaces or lines, in English, Russian or Ukrainian.
    `is_strict`: only forms of the very word, not of its kin (развод is no form of разводить).
    """
    known = _entered(listed, is_strict=is_strict)
    words = dict.fromkeys(WORD.findall(text))
    return [word for word in words if not known.isdisjoint(entered_as(word))]


@lru_cache(maxsize=512)
def _entered(listed: str, *, is_strict: bool) -> frozenset[str]:
    forms = entered_as if is_strict else lemmas_of
    return frozenset().union(*(forms(word) for word in WORD.findall(listed)))
