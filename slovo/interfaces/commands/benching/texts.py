"""Words of clients and of the desk, in three languages, of plausible lengths.

One sentence in four is about what offices write about; the others draw on nine thousand words of
the language, of which few are frequent and most are rare, as in real letters.
"""

from functools import cache
from itertools import accumulate, islice
from random import Random

SENTENCES = {
    "en": (
        "The supplier still has not paid the second invoice.",
        "Could you tell me when the lease will be ready for signature?",
        "We received a letter from the tax office this morning and must reply within ten days.",
        "The line in the warehouse went down again at about nine.",
        "I attach the contract as we discussed on the phone.",
        "Our director would like to see the draft before Thursday.",
        "Thank you, this is what we needed for the board.",
        "Please check the figures in the third table once more.",
    ),
    "ru": (
        "Поставщик до сих пор не оплатил второй счёт.",
        "Подскажите, пожалуйста, когда будет готов договор аренды?",
        "Сегодня утром пришло письмо из налоговой, ответить нужно за десять дней.",
        "На складе снова пропала связь, примерно в девять утра.",
        "Прикладываю договор, как мы говорили по телефону.",
        "Директор хотел бы увидеть черновик до четверга.",
        "Спасибо, это именно то, что было нужно совету.",
        "Проверьте, пожалуйста, ещё раз цифры в третьей таблице.",
    ),
    "uk": (
        "Постачальник досі не сплатив другий рахунок.",
        "Підкажіть, будь ласка, коли буде готовий договір оренди?",
        "Сьогодні вранці надійшов лист із податкової, відповісти треба за десять днів.",
        "На складі знову зник зв’язок, десь о дев’ятій ранку.",
        "Додаю договір, як ми говорили телефоном.",
        "Директорка хотіла б побачити чернетку до четверга.",
        "Дякую, це саме те, що було потрібно раді.",
        "Перевірте, будь ласка, ще раз цифри в третій таблиці.",
    ),
}
PLAIN, VOCABULARY = 0.25, 9_000
LANGUAGES = tuple(SENTENCES)
SUBJECTS = {
    "en": ("Lease of the shop", "Second invoice", "Letter from the tax office", "No connection"),
    "ru": ("Аренда магазина", "Второй счёт", "Письмо из налоговой", "Нет связи на складе"),
    "uk": ("Оренда крамниці", "Другий рахунок", "Лист із податкової", "Немає зв’язку на складі"),
}
FIRST = ("Olena", "Viktor", "Nina", "Андрей", "Марія", "Oksana", "Дмитро", "Anna", "Сергей", "Paul")
LAST = ("Sydorenko", "Savchenko", "Петренко", "Kovalenko", "Иванов", "Шевчук", "Novak", "Bondar")


def text_of(dice: Random, language: str) -> str:
    """From one sentence to a page; about four hundred letters on average."""
    return dice.choice(_texts(language))


@cache
def _texts(language: str) -> list[str]:
    dice, plain, others = Random(language), SENTENCES[language], _sentences(language)  # noqa: S311
    counts = (min(int(dice.expovariate(1 / 6)) + 1, 40) for _each in range(VOCABULARY))
    return [
        " ".join(dice.choice(plain if dice.random() < PLAIN else others) for _each in range(count))
        for count in counts
    ]


@cache
def _sentences(language: str) -> list[str]:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    dice = Random(language)  # noqa: S311 - the same words every time
    known = DefaultDictionaryFactory().get_dictionary(language)
    every = (word for word in known if word.isalpha() and word.islower())
    words = list(islice(every, 0, None, max(len(known) // VOCABULARY, 1)))
    dice.shuffle(words)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    return [
        " ".join(dice.choices(words, cum_weights=weights, k=dice.randint(4, 14))).capitalize() + "."
        for _each in range(VOCABULARY)
    ]


def name_of(number: int) -> str:
    first = FIRST[number % len(FIRST)]
    return f"{first} {LAST[number // len(FIRST) % len(LAST)]} {number}"
