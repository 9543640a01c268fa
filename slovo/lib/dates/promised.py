"""Whether a date is one that the writer promises, told by the words around it."""

import re

from slovo.lib.dates.phrases import Phrase
from slovo.lib.dates.sentence import Sentence

_STOPS = frozenset(",;:—–()")
_OPENING, _CLOSING = frozenset("«“„"), frozenset("»”")
_FUTURE = re.compile(
    r"[а-я]{2,}(?:[аеуоя]ем|[лнржшч]им|[лншжч]ем|дим|тим|сим|зим|вим|пим|бим|мим|дадим)(?:ся)?"
    r"|[а-яіїєґ]{3,}(?:емо|имо|їмо|ємо|імо|амо)(?:ся|сь)?"
    r"|[а-яіїєґ]{2,}(?:[шжчщ]у|[лнрдсіаяїеєу]ю)(?:сь|ся)?"
)
_PAST = re.compile(
    r"[а-яіїєґ]+(?:[аияеуыоіїє])(?:л[аои]?|в)(?:ся|сь)?"
    r"|[a-z]{2,}(?:[^e\W]ed)"
)
_NOT_PAST = frozenset(
    "отдел раздел предел или если дел портал материал персонал канал квартал журнал оригинал филиал "
    "сигнал кабел протокол апрел дела числа слова права отдела раздела канала квартала портала "
    "протокола материала журнала школа сила список передав переказав договорів днів років тижнів "
    "місяців файлів наказів рахунків доказів заходів проектів проєктів договорив макетів варіантів "
    "зауваженьв платежів актів звітів листів документів файли канали дали доходов need needed "
    "indeed exceed succeed proceed feed speed revised detailed updated attached requested amended "
    "corrected signed completed finished revised agreed".split()
)
_NOT_FUTURE = frozenset(
    "всем этим своим вашим нашим таким каким другим одним самим общим полным данным новым затем "
    "зачем совсем нашу вашу свою мою твою твоем своем моем нашем вашем всю тую статью "
    "неделю землю ціну дружину країну сторону причину домену зміну хвилину годину частину новину "
    "прошу жду чекаю прочим хорошим нужным старшу першу нашем объем прием".split()
)
_DUTIES = frozenset({"should", "may", "need", "have", "can", "must"})
_PASSIVE = frozenset({"be", "get", "gets", "is", "are"})


def is_promised(said: Sentence, phrase: Phrase) -> bool:
    """Whether this date of the sentence is promised by its writer."""
    if said.text(len(said) - 1) == "?" or _is_quoted(said, phrase) or _is_origin(said, phrase):
        return False
    start, end = _clause(said, phrase)
    words = range(start, end)
    if any(said.has(place, "if") for place in range(start, min(start + 2, phrase.first))):
        return False
    if any(said.has(place, "habit") for place in words) or said.has(start, "good"):
        return False
    cue = _nearest(said, words, phrase) or _elsewhere(said, start, end)
    if cue in {"theirs", "past", "never"}:
        return False
    if any(said.has(place, "event") for place in words):
        return any(_cue(said, place) == "ours" for place in words)
    return True


def _is_quoted(said: Sentence, phrase: Phrase) -> bool:
    if said.text(0) == ">":
        return True
    depth, straight = 0, 0
    for place in range(phrase.first):
        depth += (said.text(place) in _OPENING) - (said.text(place) in _CLOSING)
        straight += said.text(place) == '"'
    return depth > 0 or straight % 2 == 1


def _is_origin(said: Sentence, phrase: Phrase) -> bool:
    before = phrase.first - 1
    if said.has(before, "from"):
        is_stretch = said.has(before, "between") and said.text(phrase.first)[0].isdigit()
        return not (is_stretch and said.has(phrase.first + 1, "and"))
    return said.has(phrase.last, "after") and not said.has(phrase.last, "by", "filler")


def _clause(said: Sentence, phrase: Phrase) -> tuple[int, int]:
    start, end = phrase.first, phrase.last
    while start and said.text(start - 1) not in _STOPS:
        start -= 1
    while end < len(said) and said.text(end) not in _STOPS:
        end += 1
    return start, end


def _nearest(said: Sentence, words: range, phrase: Phrase) -> str | None:
    best, least = None, len(said) + 1
    for place in words:
        if phrase.first <= place < phrase.last:
            continue
        apart = phrase.first - place if place < phrase.first else place - phrase.last + 1
        cue = _cue(said, place)
        if cue and apart < least:
            best, least = cue, apart
    return best


def _elsewhere(said: Sentence, start: int, end: int) -> str | None:
    for place in range(start - 1, -1, -1):
        if cue := _cue(said, place):
            return cue
    return next((cue for place in range(end, len(said)) if (cue := _cue(said, place))), None)


def _cue(said: Sentence, place: int) -> str | None:
    word = said.text(place).replace("ё", "е")
    if said.has(place - 1, "not") and not said.has(place, "by", "from"):
        return "never"
    if said.has(place, "never"):
        return None if said.text(place + 1) in {"later", "before"} else "never"
    if said.has(place, "takes", "theirs", "never") and said.text(place - 1) in {
        "мне",
        "нам",
        "мені",
    }:
        return "ours"
    if said.text(place - 1) == "you" and word in _DUTIES:
        return "theirs"
    if said.has(place, "ours") and said.has(place + 1, "not"):
        return "never"
    for kind in ("past", "theirs", "ours", "future"):
        if said.has(place, kind):
            return kind
    if word in _NOT_FUTURE or word in _NOT_PAST or said.token(place).tags:
        return None
    if word.endswith(("йте", "йтесь", "йтеся")):
        return "theirs" if not word.startswith("дава") else "ours"
    if _FUTURE.fullmatch(word):
        return "ours"
    is_past = _PAST.fullmatch(word) and _led_by(said, place) not in _PASSIVE
    return "past" if is_past else None


def _led_by(said: Sentence, place: int) -> str:
    return said.text(place - 3) if said.text(place - 1) == "-" else said.text(place - 1)
