"""Who writes and what: people of three languages writing to a law firm as people really write."""

from dataclasses import dataclass

DESK = "desk@pravo.example"


@dataclass(frozen=True)
class Words:
    """What one letter says: its topic, the new words, a scrap of them, and our letter below."""

    language: str
    topic: str
    body: str
    scrap: str
    quoted: str
    quoted_scrap: str


PEOPLE = {
    "ru": [
        ("Ирина Соколова", "i.sokolova"),
        ("Олег Бондарь", "bondar.oleg1974"),
        ("ООО «Вектор», бухгалтерия", "buh"),
        ("Марина", "marinka-83"),
        ("Сергей Ким", "s.kim"),
    ],
    "uk": [
        ("Оксана Гриценко", "oksana.hrytsenko"),
        ("Богдан Їжакевич", "b.yizhakevych"),
        ("ТОВ «Світанок»", "office.svitanok"),
        ("Леся", "lesya_k"),
        ("Андрій Шевчук", "shevchuk.a"),
    ],
    "en": [
        ("Helen Marsh", "helen.marsh"),
        ("Patrick O'Neil", "p.oneil"),
        ("Accounts, Blue Door Ltd", "accounts"),
        ("Wei Zhang", "wei.z"),
    ],
}

OURS = {
    "ru": (
        (
            "Здравствуйте!\n\nМы получили ваши документы. Анна Левченко ответит до 18:00 пятницы,\n"
            "13 февраля.\n\nС уважением,\nАнна Левченко, бюро «Право»"
        ),
        "Анна Левченко ответит до 18:00",
    ),
    "uk": (
        (
            "Добрий день!\n\nМи отримали ваші документи. Ганна Левченко відповість до "
            "18:00 п'ятниці,\n"
            "13 лютого.\n\nЗ повагою,\nГанна Левченко, бюро «Право»"
        ),
        "Ганна Левченко відповість до 18:00",
    ),
    "en": (
        (
            "Hello,\n\nwe have received your documents. Anna Levchenko will answer by "
            "18:00 on Friday,\n"
            "13 February.\n\nKind regards,\nAnna Levchenko, Pravo"
        ),
        "Anna Levchenko will answer by 18:00",
    ),
}

RUSSIAN = [
    (
        "Договор аренды",
        (
            "Добрый день, Анна!\n\nПосмотрите пожалуйста пункт 4.2, там опять 5% в день "
            "пени, мы\nна такое не договаривались. Что им отвечать?\n\nИрина"
        ),
        "пункт 4.2",
    ),
    (
        "срочно!!",
        (
            "здравствуйте, пристав арестовал счёт, зарплату платить нечем. позвоните как можно "
            "скорее +7 912 000-11-22"
        ),
        "пристав арестовал счёт",
    ),
    (
        "Вопрос по наследству",
        (
            "Добрый вечер. Бабушка оставила завещание, но нотариус говорит что "
            "нужен ещё\nоригинал свидетельства. Где его взять если всё сгорело?"
        ),
        "оригинал свидетельства",
    ),
    (
        "Документы",
        "Отправляю скан доверенности и паспорта. Если чего-то не хватает, напишите.",
        "скан доверенности",
    ),
    (
        "Вы где?",
        "Анна, третий день жду ответа. Суд уже во вторник. Вы вообще читаете почту?",
        "третий день жду",
    ),
    ("Спасибо", "Спасибо большое, всё получилось! Вы нас очень выручили :)", "всё получилось"),
    (
        "Акт сверки",
        (
            "Коллеги, добрый день.\nПросим до 20.02 подписать акт сверки и выслать оригиналы "
            "почтой.\n\nС уважением,\nбухгалтерия"
        ),
        "подписать акт сверки",
    ),
    (
        "Re: встреча",
        "Давайте в четверг в 15:00, в среду не успеваю, ребёнок болеет.",
        "в четверг в 15:00",
    ),
    (
        "претензия",
        "Меня это не устраивает. Обещали в понедельник, сегодня среда.\nПередайте руководителю.",
        "Обещали в понедельник",
    ),
]
UKRAINIAN = [
    (
        "Договір оренди",
        (
            "Доброго дня, Ганно!\n\nПодивіться, будь ласка, пункт 4.2: знову 5% на день, "
            "ми про таке не\nдомовлялися. Що їм відповісти?\n\nОксана"
        ),
        "пункт 4.2",
    ),
    (
        "терміново",
        (
            "вітаю, виконавець заблокував рахунок, зарплату платити нічим. зателефонуйте "
            "якнайшвидше +380 67 000 11 22"
        ),
        "виконавець заблокував рахунок",
    ),
    (
        "Питання щодо спадщини",
        (
            "Добрий вечір. Бабуся залишила заповіт, але нотаріус каже, що "
            "потрібен ще\nй оригінал свідоцтва. Де його взяти, якщо все згоріло?"
        ),
        "оригінал свідоцтва",
    ),
    (
        "Документи",
        "Надсилаю скан довіреності та паспорта. Якщо чогось бракує — напишіть.",
        "скан довіреності",
    ),
    (
        "Ви де?",
        "Ганно, третій день чекаю на відповідь. Суд уже у вівторок. Ви взагалі читаєте пошту?",
        "третій день чекаю",
    ),
    ("Дякую", "Щиро дякую, все вийшло! Ви нас дуже виручили :)", "все вийшло"),
    (
        "Акт звірки",
        (
            "Колеги, добрий день.\nПросимо до 20.02 підписати акт звірки та надіслати "
            "оригінали поштою.\n\nЗ повагою,\nбухгалтерія"
        ),
        "підписати акт звірки",
    ),
    (
        "зустріч",
        "Давайте у четвер о 15:00, у середу не встигаю, дитина хворіє.",
        "у четвер о 15:00",
    ),
    (
        "Скарга",
        "Мене це не влаштовує. Обіцяли в понеділок, сьогодні вже середа.\nПередайте керівникові.",
        "Обіцяли в понеділок",
    ),
]
ENGLISH = [
    (
        "Lease contract",
        (
            "Dear Anna,\n\ncould you look at clause 4.2 please? It says 5% a day again "
            "and we never\nagreed to that. What should I tell them?\n\nHelen"
        ),
        "look at clause 4.2",
    ),
    (
        "urgent",
        "hi, the bailiff froze our account, we cannot pay wages. please call me asap",
        "the bailiff froze our account",
    ),
    (
        "Documents",
        "Here is the scan of the power of attorney. Let me know if anything is missing.",
        "the power of attorney",
    ),
    (
        "Any news?",
        "Anna, this is the third day I am waiting for an answer. The hearing is on Tuesday.",
        "the third day I am waiting",
    ),
    (
        "Thank you",
        "Thank you so much, it all worked out! You were a great help.",
        "it all worked out",
    ),
    ("Meeting", "Thursday at 15:00 works for me. I will bring the originals.", "Thursday at 15:00"),
]


def _all(language: str, rows: list[tuple[str, str, str]]) -> list[Words]:
    quoted, scrap = OURS[language]
    return [Words(language, topic, body, part, quoted, scrap) for topic, body, part in rows]


WORDS = {"ru": _all("ru", RUSSIAN), "uk": _all("uk", UKRAINIAN), "en": _all("en", ENGLISH)}
