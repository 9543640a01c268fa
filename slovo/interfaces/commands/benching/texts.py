"""Words of clients and of the desk, in three languages, of plausible lengths."""

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
    count = min(int(dice.expovariate(1 / 6)) + 1, 40)
    return " ".join(dice.choice(SENTENCES[language]) for _each in range(count))


def name_of(number: int) -> str:
    first = FIRST[number % len(FIRST)]
    return f"{first} {LAST[number // len(FIRST) % len(LAST)]} {number}"
