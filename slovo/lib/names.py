"""Whether two names may be one person's, in Cyrillic or Latin letters (ru, uk, en).

«Ткаченко Юрій Петрович» and «Yuri Tkachenko» agree: letters are brought to one rough spelling
that transliterations of either language share, parts may stand in any order, a patronymic may be
missing, an initial stands for a name, and short or other languages' forms of given names are in
`given_names.txt`. A name proves nothing: ask whoever knows. `split(name)` tells its parts.
"""

import re
import unicodedata
from collections import defaultdict
from enum import IntEnum
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

MOST_PARTS = 5
TITLES = frozenset("mr mrs ms miss dr prof пан пані г-н г-жа господин госпожа sir".split())
LETTERS = dict(
    zip(
        "абвгґдезийклмнопрстуфхцчшщыэіюєя",
        "a b v g g d e z i i k l m n o p r s t u f kh ts ch sh shch i e i iu e ia".split(),
        strict=True,
    )
) | {"ж": "zh", "ь": "", "ъ": "", "ł": "l", "č": "ch", "š": "sh", "ž": "zh", "ß": "ss"}
# In turn: the ways in which one sound is written in Latin letters.
SOUNDS = [
    ("w", "v"), ("shch", "W"), ("sch", "W"), ("sh", "W"), ("zgh", "zg"), ("zh", "J"),
    ("kh", "h"), ("gh", "h"), ("tch", "Q"), ("ch", "Q"), ("ts", "C"), ("tz", "C"), ("ph", "f"),
    ("th", "t"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("q", "k"), ("g", "h"), ("y", "i"),
    ("j", "i"),
]  # fmt: skip
PATRONYMIC = re.compile(r"(?:[oei]v(?:iQ|na)|iniQna)$")
OF_WOMEN = [("skaia", "ski"), ("Ckaia", "Cki"), ("ska", "ski"), ("Cka", "Cki"), ("ova", "ov")]
OF_WOMEN += [("eva", "ev"), ("ina", "in")]


# What its words are, in their order: a (g)iven name we know, a (p)atronymic, an (i)nitial, another
# word (x); and which of them is the (f)amily's, the (g)iven, the (m)iddle one. Others say nothing.
ORDERS = {
    "gx": "gf", "xg": "fg", "xi": "fg", "ix": "gf", "gix": "gmf", "xgi": "fgm", "xii": "fgm",
    "iix": "gmf", "xgp": "fgm", "xxp": "fgm", "pgp": "fgm", "gpx": "gmf", "gpg": "gmf",
    "gpp": "gmf", "xpx": "gmf",
}  # fmt: skip


class Likeness(IntEnum):
    """How far two names agree."""

    DIFFERENT = 0
    POSSIBLE = 1  # an initial, or a part that only one of them has, leaves a doubt
    LIKELY = 2  # given name and family name agree


class Part(NamedTuple):
    """One word of a name; `sound`: rough spelling without the ending of a woman's family name."""

    sound: str
    is_initial: bool = False
    is_womans: bool = False

    @property
    def is_patronymic(self) -> bool:
        return len(self.sound) > 6 and PATRONYMIC.search(self.sound) is not None


class Sides(NamedTuple):
    """A name in parts; where its words do not tell, the whole of it stands as `given`."""

    given: str
    middle: str = ""
    family: str = ""


def split(name: str, called: str = "") -> Sides:
    """Return its parts as far as they are sure; `called` is how the person likes to be addressed.

    «Ткаченко Юрій Петрович» and «Yuri Tkachenko» stand in opposite orders: a patronymic, initials,
    a known given name or the first word of the address tell which; «Bohdan Khmel» without any of
    them is not guessed at.
    """
    words = re.split(r"\s+|(?<=\.)(?=\w)", name.strip())
    shape = "".join(_kind(word, called.split()[:1]) for word in words)
    found = dict(zip(ORDERS.get(shape, ""), words, strict=False))
    return Sides(found["g"], found.get("m", ""), found["f"]) if found else Sides(name)


@lru_cache(maxsize=1024)
def likeness(one: str, other: str) -> Likeness:
    """Return how far the names agree; the order of the two does not matter."""
    fewer, more = sorted((parts(one), parts(other)), key=len)
    if not fewer or len(more) > MOST_PARTS:
        return Likeness.DIFFERENT
    if len(fewer) == 1:
        is_one = len(more) == 1 and fewer == more and not fewer[0].is_initial
        return Likeness.POSSIBLE if is_one else Likeness.DIFFERENT
    return max(_graded(fewer, order) for order in permutations(more))


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[Part, ...]:
    """Return the words of a name as they sound; titles and what stands in brackets left out."""
    plain = re.sub(r"\(.*?\)|[\"«»„“”]", " ", name.lower())
    words = re.split(r"[\s,;/_-]+|(?<=\.)(?=\w)", plain)
    kept = [word for word in words if word.strip(".") and word.strip(".") not in TITLES]
    return tuple(part for part in map(_part, kept) if part.sound)


def sounds(name: str) -> frozenset[str]:
    """Return keys, of family names where there is one: names that agree have one in common."""
    whole = [part for part in parts(name) if not part.is_initial and not part.is_patronymic]
    family = [part.sound for part in whole if part.sound not in _given()]
    return frozenset(family or [part.sound for part in whole])


def whole(name: str) -> str:
    """Return the name as it sounds in any order of its words; "" of one word or an initial."""
    said = parts(name)
    kept = sorted({part.sound for part in said if not part.is_patronymic})
    is_whole = len(kept) > 1 and not any(part.is_initial for part in said)
    return " ".join(kept) if is_whole else ""


def is_cyrillic(name: str) -> bool:
    return re.search(r"[а-яґєії]", name.lower()) is not None


def sound(word: str) -> str:
    """Return «Щербак», «Shcherbak» and «Scherbak» alike."""
    text = unicodedata.normalize("NFC", word.lower())
    text = text.replace("ьо", "йо").replace("ё", "е")
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    text = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text.replace("ї", "i")))
    for written, one in SOUNDS:
        text = text.replace(written, one)
    text = re.sub(r"(.)\1+", r"\1", text)
    text = text.replace("ie", "e").replace("io", "e").replace("iu", "u")
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=4096)
def _part(word: str) -> Part:
    bare = word.rstrip(".")
    heard = sound(bare)
    if len(bare) == 1 or (word.endswith(".") and len(bare) <= 2):
        return Part(heard, is_initial=True)
    if heard in _given():
        return Part(heard)
    for hers, his in OF_WOMEN:
        if heard.endswith(hers) and len(heard) > len(hers) + 1:
            return Part(heard.removesuffix(hers) + his, is_womans=True)
    return Part(heard)


def _kind(word: str, called: list[str]) -> str:
    part = _part(word.lower())
    if part.is_initial:
        return "i"
    if word in called or part.sound in _given():
        return "g"
    return "p" if part.is_patronymic else "x"


def _graded(fewer: tuple[Part, ...], order: tuple[Part, ...]) -> Likeness:
    """Part by part in this order; what `order` has more stands at its end."""
    pairs = list(zip(fewer, order, strict=False))
    left = order[len(fewer) :]
    whole = [pair for pair in pairs if _is_one(*pair)]
    unsure = [pair for pair in pairs if pair not in whole]
    if not whole or not all(_may_begin(*pair) for pair in unsure):
        return Likeness.DIFFERENT
    if len(whole) == 1 and _sexes_differ(pairs):
        return Likeness.DIFFERENT
    added = [part for part in left if not (part.is_patronymic or part.is_initial)]
    if len(whole) < 2:
        has_family = not (whole[0][0].is_patronymic or added)
        return Likeness.POSSIBLE if has_family else Likeness.DIFFERENT
    return Likeness.POSSIBLE if added else Likeness.LIKELY


def _is_one(one: Part, other: Part) -> bool:
    if one.is_initial or other.is_initial:
        return False
    if one.sound == other.sound:
        return True
    if one.is_patronymic and other.is_patronymic:
        is_hers = one.sound.endswith("a"), other.sound.endswith("a")
        return is_hers[0] == is_hers[1] and bool(_fathers(one.sound) & _fathers(other.sound))
    known = _given()
    return bool(known.get(one.sound, frozenset()) & known.get(other.sound, frozenset()))


def _may_begin(one: Part, other: Part) -> bool:
    """An initial of it, in any language's form of the name."""
    if not (one.is_initial or other.is_initial):
        return False
    short, whole = (one, other) if one.is_initial else (other, one)
    forms = {whole.sound, *_forms(whole.sound)}
    return any(form.startswith(short.sound) for form in forms)


def _sexes_differ(pairs: list[tuple[Part, Part]]) -> bool:
    return any(_is_one(*pair) and pair[0].is_womans != pair[1].is_womans for pair in pairs)


def _fathers(patronymic: str) -> frozenset[int]:
    stem = PATRONYMIC.sub("", patronymic)
    return _given().get(stem, _stems().get(stem, frozenset()))


def _forms(heard: str) -> set[str]:
    groups = _given().get(heard, frozenset())
    return {form for form, known in _given().items() if known & groups}


@cache
def _given() -> dict[str, frozenset[int]]:
    """How it sounds → the names it is a form of: Саша is both Александр and Александра."""
    found: dict[str, set[int]] = defaultdict(set)
    text = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        for word in line.split():
            found[sound(word)].add(number)
    return {form: frozenset(groups) for form, groups in found.items()}


@cache
def _stems() -> dict[str, frozenset[int]]:
    """Without the last vowel, as before a patronymic's ending: «никола(й)»."""
    found: dict[str, frozenset[int]] = {}
    for form, groups in _given().items():
        stem = re.sub(r"[aeio]+$", "", form)
        found[stem] = found.get(stem, frozenset()) | groups
        found[form[:-1]] = found.get(form[:-1], frozenset()) | groups
    return found
