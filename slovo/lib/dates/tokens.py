"""A text cut into words, numbers and signs; one pass, every pattern of bounded work."""

import re
from collections.abc import Iterator

from slovo.lib.dates.found import Token
from slovo.lib.dates.lexicon import lexicon
from slovo.lib.language import language_of

_TOKEN = re.compile(
    r"(?P<address>https?://\S{1,500}|\b[\w+-]{1,64}@[\w.-]{1,200})"
    r"|(?P<number>\d+(?:[.,:/–—-]\d+)*)"
    r"|(?P<word>\b[apAP]\.m\b\.?|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)?)"
    r"|(?P<sign>[^\w\s]|_)"
    r"|(?P<lines>\n\s*)"
)
_CYRILLIC = re.compile("[а-яёіїєґ]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]|[бвмпфрк]['’ʼ][яюєї]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
_SENTENCE_END = frozenset(".!?…")
_SUFFIXES = frozenset("го е ое ого й му ому х ма та ої тої ій тій ї ту ю е st nd rd th".split())
_AS_WRITTEN = frozenset("mon tue wed thu fri sat sun march may mar".split())
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SENTENCE = 400
_LONGEST_TEXT = 20_000


def sentences(text: str, language: str | None) -> Iterator[list[Token]]:
    """Give each sentence as tokens, in the language that its letters show."""
    spoken = language
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text[:_LONGEST_TEXT]):
        if match.lastgroup == "lines":
            if tokens and _is_new_line(text, match):
                yield _tagged(tokens, spoken)
                tokens = []
            continue
        tokens.append(Token(match.start(), match.end(), match.group(), {}))
        if _ends(text, match, tokens) or len(tokens) >= _LONGEST_SENTENCE:
            yield _tagged(tokens, spoken)
            tokens = []
    if tokens:
        yield _tagged(tokens, spoken)


def _is_new_line(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    return match.group().count("\n") > 1 or not following.islower()


def _ends(text: str, match: re.Match[str], tokens: list[Token]) -> bool:
    if match.group() not in _SENTENCE_END:
        return False
    if match.group() != ".":
        return True
    before = tokens[-2] if len(tokens) > 1 else None
    if before and before.end == match.start() and len(before.text) == 1 and before.text.isalpha():
        return False
    after = text[match.end() : match.end() + 2]
    return not after.strip() or (after[0].isspace() and not after[1].islower())


def _tagged(tokens: list[Token], spoken: str | None) -> list[Token]:
    words = " ".join(token.text for token in tokens)
    language = _language(words, spoken)
    own, english = lexicon(language), lexicon("en")
    return [_with_tags(tokens, number, own, english) for number in range(len(tokens))]


def _language(words: str, spoken: str | None) -> str:
    if not _CYRILLIC.search(words):
        return "en"
    if _UKRAINIAN.search(words):
        return "uk"
    if _RUSSIAN.search(words):
        return "ru"
    if spoken in {"ru", "uk"}:
        return spoken
    known = [word.lower() for word in _WORD.findall(words)]
    russian, ukrainian = (sum(word in lexicon(code) for word in known) for code in ("ru", "uk"))
    if ukrainian == russian:
        return language_of(words) or "ru"
    return "uk" if ukrainian > russian else "ru"


def _with_tags(
    tokens: list[Token],
    number: int,
    own: dict[str, dict[str, object]],
    english: dict[str, dict[str, object]],
) -> Token:
    token = tokens[number]
    if token.text[0].isdigit():
        return token
    word = token.text.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")
    if word in _AS_WRITTEN and not token.text[0].isupper():
        return token
    if word in _SUFFIXES and number and _is_glued(tokens, number):
        return token._replace(tags={"suffix": word})
    return token._replace(tags=_tags(word, own, english))


def _tags(
    word: str, own: dict[str, dict[str, object]], english: dict[str, dict[str, object]]
) -> dict[str, object]:
    stem = word.removesuffix("'s")
    return own.get(word) or english.get(word) or english.get(stem) or _UNKNOWN


_UNKNOWN: dict[str, object] = {}


def _is_glued(tokens: list[Token], number: int) -> bool:
    before = tokens[number - 1]
    if before.text == "-" and number > 1:
        before = tokens[number - 2]
    return before.text.isdigit() and tokens[number].start - before.end <= 1
