"""A complaint without the word “complaint”: turns of phrase of our three languages.

`find(text)` returns the first turn that stands in a text, as it stands there, or "". `…` stands for
any ending. Quoted text is left out by the caller. It only suggests: a person decides.
"""

import re

ENGLISH = """
complain… | complaint… | disappoint… | unacceptable | dissatisf… | not satisfied | unhappy with
fed up | third time | second time | yet again | once again no | still no answer | still waiting
nobody answers | no one answers | nobody calls | no one calls | ignored | ignoring | let down
waste of time | overcharg… | too high | not what was agreed | not what we agreed | want my money
refund | ombudsman | lawyer will | negligen… | rude | outrage… | ridiculous | appalled | had enough
"""
RUSSIAN = """
жалоб… | жаловат… | жалуюсь | претензи… | разочарован… | недовол… | возмущ… | неприемлем…
безобрази… | в третий раз | во второй раз | уже третий | уже второй | опять | снова нет
сколько можно | никто не отвечает | никто не перезвон…
не отвечаете | не перезвон… | игнорируе… | до сих пор нет
до сих пор не | надоел… | завышен… | слишком велик… | слишком дорого | мы так не договаривались
не так договаривались | верните деньги | вернуть деньги | возврат денег | хамств… | грубост…
халатн… | буду обращаться | обращусь в суд | подвели | терпение
"""
UKRAINIAN = """
скарг… | скаржит… | скаржусь | претензі… | розчарован… | незадоволен… | обурен… | неприйнятн…
неподобств… | втретє | вдруге | третій раз | другий раз | знову | скільки можна
ніхто не відповіда… | ніхто не передзвон… | не відповідаєте
не передзвон… | ігноруєте | досі немає | досі не | набридло
завищен… | завелик… | вищий, ніж | задорого | ми так не домовлялися | не так домовлялися
поверніть гроші | повернення грошей | хамств… | грубіст… | недбал… | звернуся до суду | підвели
терпець
"""


def turns(*lists: str) -> list[str]:
    """The lists as they are read and reviewed, turn by turn."""
    return [turn.strip() for words in lists for turn in re.split(r"[|\n]", words) if turn.strip()]


def _pattern(turn: str) -> str:
    escaped = re.escape(turn.removesuffix("…")).replace(r"\ ", r"\s+")
    return escaped + (r"\w*" if turn.endswith("…") else r"\b")


_ANY = re.compile(
    r"\b(?:" + "|".join(map(_pattern, turns(ENGLISH, RUSSIAN, UKRAINIAN))) + ")", re.IGNORECASE
)


def find(text: str) -> str:
    """Return the first turn of displeasure in `text` as it is written there, or ""."""
    found = _ANY.search(text)
    return " ".join(found.group(0).split()) if found else ""
