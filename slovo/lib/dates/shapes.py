"""Verbs told by their endings: what is past, what we shall do, what is asked of the reader."""

import re
from functools import lru_cache

_FUTURE = re.compile(
    r"[а-я]{2,}(?:[аеуоя]ем|[лнржшчдтсзвпбм]им|[лншжч]ем)(?:ся)?"
    r"|[а-яіїєґ]{3,}(?:емо|имо|їмо|ємо|імо|амо)(?:ся|сь)?"
    r"|[а-яіїєґ]{2,}(?:[шжчщ]у|[лнрдсіаяїеєу]ю)(?:сь|ся)?"
)
_PAST = re.compile(
    r"[а-яіїєґ]+(?:[аияеуыоіїє]л[аои]?|[шзгксбвпт]л[аои]|[аияїу]в|[йі]шов)(?:ся|сь)?"
    r"|[a-z]{2,}[^e\W]ed"
)
_DONE = re.compile(
    r"[а-я]{3,}[аяе]н[аоы]?|(?:сн|прин|вз|закр|откр|зан)[яы]т[аоы]?"
    r"|[а-яіїєґ]{2,}(?:[аяеє]но|[аяиу]то)"
)
_HAPPENS = re.compile(r"[а-яіїєґ]+(?:[аяу]ется|[аяу]ются|[аяу]ється|[аяу]ються)")
_ORDERS = ("ьте", "ьтесь", "йте", "йтесь", "йтеся", "іть", "іться", "рте", "вте", "нте")
_SHORTEST_ORDER = 4

_NOT_PAST = frozenset(
    "числа масла отдел раздел предел дел портал материал персонал канал квартал журнал оригинал "
    "филиал сигнал протокол дела слова отдела раздела канала квартала портала протокола материала "
    "журнала школа сила дали доходив need needed indeed exceed succeed proceed feed speed revised "
    "detailed updated attached requested amended corrected booked scheduled arranged planned "
    "signed completed finished назначили назначил записали записал запланировали забронировали "
    "призначили призначив записав запланували забронювали".split()
)
_NOT_DONE = frozenset(
    "план плана экран экрана обмен обмена домен домена цена замена смена охрана страна сторона "
    "рана рано намерен уверен магазин дано банана".split()
)
_NOT_FUTURE = frozenset(
    "всем этим своим вашим нашим таким каким другим одним самим общим затем зачем совсем нашу вашу "
    "свою мою твою твоем своем моем нашем вашем всю статью неделю землю прошу жду чекаю хорошим "
    "старшу першу нашу объем прием".split()
)
_PLANNED = frozenset("планируется планируются ожидается ожидаются планується очікується".split())


@lru_cache(maxsize=4096)
def shape(word: str) -> str | None:
    """Return "ours", "theirs", "past", "done" (past unless it will be) or None, by the ending."""
    if word in _NOT_FUTURE or word in _NOT_PAST:
        return None
    if word.endswith(_ORDERS) and len(word) > _SHORTEST_ORDER:
        return "ours" if word.startswith("дава") else "theirs"
    if _FUTURE.fullmatch(word):
        return "ours"
    if _PAST.fullmatch(word):
        return "past"
    return "done" if word not in _NOT_DONE and _DONE.fullmatch(word) else None


@lru_cache(maxsize=4096)
def happens(word: str) -> bool:
    """Whether a verb tells what happens by itself or by rule, as «открывается» does."""
    return word not in _PLANNED and _HAPPENS.fullmatch(word) is not None
