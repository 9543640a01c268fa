"""What is nobody's business: words that no detail about a person may have (R082).

The lists are the house's own until the firm writes them otherwise; each word counts in every form.
"""

from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import SensitiveList
from slovo.lib.lemmas.lists import said

CATEGORIES: dict[str, Promise] = {
    "health": _("Health"),
    "faith": _("Faith"),
    "politics": _("Politics"),
    "family": _("Trouble in the family"),
    "intimacy": _("Private life"),
    "origin": _("Origin"),
    "law": _("Crime and debts"),
}
DEFAULTS: dict[str, dict[str, str]] = {
    "health": {
        "en": "illness ill sick disease diabetes cancer depression pregnant pregnancy surgery"
        " hospital disabled disability diagnosis medication allergy HIV alcoholic drunk",
        "ru": "болезнь болен больна заболевание диабет онкология депрессия беременна беременность"
        " инвалид инвалидность диагноз лекарство аллергия больница ВИЧ алкоголик инсульт инфаркт",
        "uk": "хвороба хворий хвора захворювання діабет онкологія депресія вагітна вагітність"
        " інвалід інвалідність діагноз ліки алергія лікарня ВІЛ алкоголік інсульт інфаркт",
    },
    "faith": {
        "en": "religion religious church mosque synagogue Christian Muslim Jewish Orthodox"
        " Catholic atheist baptism Ramadan fasting",
        "ru": "религия религиозный церковь мечеть синагога христианин мусульманин иудей"
        " православный католик атеист крещение рамадан верующий",
        "uk": "релігія релігійний церква мечеть синагога християнин мусульманин юдей"
        " православний католик атеїст хрещення рамадан віруючий",
    },
    "politics": {
        "en": "politics political voted voter communist liberal conservative nationalist opposition"
        " protester unionist",
        "ru": "политический голосовал коммунист либерал консерватор националист оппозиция"
        " оппозиционер профсоюз",
        "uk": "політичний голосував комуніст ліберал консерватор націоналіст опозиція"
        " опозиціонер профспілка",
    },
    "family": {
        "en": "divorce divorced adultery lover infertile custody widow widower",
        "ru": "развод разведён разведена измена любовник любовница бесплодие опека вдова вдовец",
        "uk": "розлучення розлучений розлучена зрада коханець коханка безпліддя опіка вдова",
    },
    "intimacy": {
        "en": "gay lesbian homosexual bisexual transgender sex sexual",
        "ru": "гей лесбиянка гомосексуал бисексуал трансгендер секс сексуальный",
        "uk": "гей лесбійка гомосексуал бісексуал трансгендер секс сексуальний",
    },
    "origin": {
        "en": "race racial ethnic ethnicity gypsy refugee",
        "ru": "раса расовый национальность цыган цыганка беженец",
        "uk": "раса расовий національність циган циганка біженець",
    },
    "law": {
        "en": "convicted prison jail arrested felony bankrupt addict",
        "ru": "судимость осуждён тюрьма арестован банкрот наркоман",
        "uk": "судимість засуджений тюрма в’язниця заарештований банкрут наркоман",
    },
}


class Found(NamedTuple):
    """A word of the text, and of which kind it is."""

    word: str
    category: str

    @property
    def label(self) -> Promise:
        return CATEGORIES[self.category]


def lists() -> dict[tuple[str, str], str]:
    """(category, language) → words: the firm's own, else the house's."""
    own = {(row.category, row.language): row.words for row in SensitiveList.objects.all()}
    languages = [code for code, _name in settings.LANGUAGES]
    return {
        (category, language): own.get((category, language), DEFAULTS[category].get(language, ""))
        for category in CATEGORIES
        for language in languages
    }


def sensitive_in(text: str) -> Found | None:
    """The first word of the text that is nobody's business."""
    for (category, _language), words in lists().items():
        found = said(text, words, is_strict=True)
        if found:
            return Found(found[0], category)
    return None
