"""Quotes of every mail program are folded; nothing is lost; answers between stay whole."""

import pytest

from slovo.lib.mail.quotes import fold

OLD = "Добрый день!\nМы получили документы и ответим завтра."
MARKED = "\n".join(f"> {line}" for line in OLD.split("\n"))

HEADS_OVER_MARKED = [
    "On Mon, Feb 9, 2026 at 9:41 AM Anna Levchenko <anna@pravo.example> wrote:",
    (
        "On Mon, Feb 9, 2026 at 9:41 AM Anna Levchenko, attorney at law and partner\n"
        "<anna@pravo.example> wrote:"
    ),
    "On 9 Feb 2026, at 09:41, Anna Levchenko <anna@pravo.example> wrote:",
    "On 09/02/2026 09:41, Anna Levchenko wrote:",
    "пн, 9 февр. 2026 г. в 09:41, Анна Левченко <anna@pravo.example>:",
    (
        "пн, 9 февр. 2026 г. в 09:41, Анна Левченко, адвокат и партнёр бюро «Право и порядок»\n"
        "<anna@pravo.example>:"
    ),
    "9 февраля 2026 г., 9:41 пользователь Анна Левченко <anna@pravo.example>\nнаписал:",
    "9 февр. 2026 г., в 9:41, Анна Левченко <anna@pravo.example> написал(а):",
    "2026-02-09 9:41 GMT+03:00 Анна Левченко <anna@pravo.example>:",
    "09.02.2026 09:41, Анна Левченко пишет:",
    '09.02.2026, 09:41, "Анна Левченко" <anna@pravo.example>:',
    "Понедельник,  9 февраля 2026, 9:41 +03:00 от Анна Левченко <anna@pravo.example>:",
    "Вы писали 9 февраля 2026 г., 9:41:12:",
    "Анна Левченко писал 2026-02-09 09:41:",
    "В понедельник, 9 февраля 2026 г. в 09:41, Анна <anna@pravo.example> написал(а):",
    "пн, 9 лют. 2026 р. о 09:41 Ганна Левченко <anna@pravo.example> пише:",
    "9 лют. 2026 р. о 09:41 Ганна Левченко <anna@pravo.example> написав(-ла):",
    "09.02.26 09:41, Ганна Левченко пише:",
    '9 лютого 2026, 09:41:12, від "Ганна Левченко" <anna@pravo.example>:',
    "Ви писали 9 лютого 2026 р., 9:41:12:",
    "Ганна Левченко писав 09.02.2026 09:41:",
    "anna@pravo.example пишет:",
]
HEADS_OVER_ANYTHING = [
    (
        "-----Original Message-----\nFrom: Anna [mailto:anna@pravo.example]\n"
        "Sent: Monday, February 9, 2026 9:41 AM\nTo: Helen\nSubject: Lease"
    ),
    (
        "________________________________\nFrom: Anna <anna@pravo.example>\nSent: 9 February\n"
        "To: Helen <h@mail.example>\nSubject: Lease"
    ),
    (
        "________________________________\nОт: Анна <anna@pravo.example>\n"
        "Отправлено: 9 февраля 2026 г. 9:41\nКому: Ирина\nТема: Договор"
    ),
    (
        "*От:* Анна <anna@pravo.example>\n*Отправлено:* понедельник, 9 февраля 2026 г. 9:41\n"
        "*Кому:* Ирина\n*Тема:* Договор"
    ),
    "От: Анна <anna@pravo.example>\nДата: 9 февраля\nКому: Ирина",
    (
        "________________________________\nВід: Ганна <anna@pravo.example>\n"
        "Надіслано: 9 лютого 2026 р. 9:41\nКому: Оксана\nТема: Договір"
    ),
    "Від: Ганна <anna@pravo.example> Надіслано: 9 лютого 2026 р. Кому: Оксана Тема: Договір",
    "--- Исходное сообщение ---\nОт кого: Анна <anna@pravo.example>\nДата: 9 февраля 2026",
    "--- Оригінальне повідомлення ---\nВід кого: Ганна <anna@pravo.example>\nДата: 9 лютого 2026",
    "-------- Исходное сообщение --------\nОт: anna@pravo.example\nДата: 09.02.2026 9:41",
    "-------- Вихідне повідомлення --------\nВід: anna@pravo.example\nДата: 09.02.2026 9:41",
    "------- Original Message -------\nOn Monday, February 9th, 2026 at 9:41 AM, Anna wrote:",
    "---------- Forwarded message ---------\nFrom: Anna <anna@pravo.example>",
    "Начало переадресованного сообщения:\n\nОт: Анна <anna@pravo.example>",
    "---- On Mon, 09 Feb 2026 09:41:12 +0300 Anna <anna@pravo.example> wrote ----",
    "From:\nAnna <anna@pravo.example>\nSent:\nMonday\nTo:\nHelen\nSubject:\nLease",
    "***\nОт: Анна <anna@pravo.example>\nДата: 9 февраля\nКому: Ирина",
    "On Mon, Feb 9, 2026 at 9:41 AM Anna <anna@pravo.example> wrote:",
    '9 лютого 2026, 09:41:12, від "Ганна Левченко" <anna@pravo.example>:',
]
ANSWER = "Спасибо, понятно.\n\nПодпишем в среду: так удобнее всем.\n\nС уважением,\nИрина"


@pytest.mark.parametrize("head", HEADS_OVER_MARKED)
def test_answer_above_a_marked_quote(head: str) -> None:
    assert fold(f"{ANSWER}\n\n{head}\n\n{MARKED}\n") == (ANSWER, f"{head}\n\n{MARKED}")


@pytest.mark.parametrize("head", HEADS_OVER_MARKED)
def test_answer_below_a_marked_quote(head: str) -> None:
    assert fold(f"{head}\n{MARKED}\n\n{ANSWER}\n") == (ANSWER, f"{head}\n{MARKED}")


@pytest.mark.parametrize("head", HEADS_OVER_ANYTHING)
def test_answer_above_a_quote_without_marks(head: str) -> None:
    assert fold(f"{ANSWER}\n\n{head}\n\n{OLD}\n") == (ANSWER, f"{head}\n\n{OLD}")


@pytest.mark.parametrize("head", HEADS_OVER_MARKED)
def test_answers_between_the_lines_stay_whole(head: str) -> None:
    text = f"{head}\n> Когда вам удобно?\n\nВ среду.\n\n> А куда приехать?\n\nК вам."
    assert fold(text) == (text, "")


def test_the_quote_after_the_last_answer_between_is_folded() -> None:
    text = "> Когда?\nВ среду.\n> Куда?\nК вам.\n> С уважением,\n> Анна"
    assert fold(text) == (
        "> Когда?\nВ среду.\n> Куда?\nК вам.",
        "> С уважением,\n> Анна",
    )


def test_a_greeting_above_answers_between_keeps_all() -> None:
    text = "Анна, ответы ниже.\n\n> Когда?\nВ среду.\n> Куда?\nК вам."
    assert fold(text) == (text, "")


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Mail for Windows",
        "Sent from Outlook for Android<https://aka.ms/AAb9ysg>",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent with Proton Mail secure email.",
        "Sent from my Galaxy",
        "Отправлено с iPhone",
        "Отправлено с моего iPad",
        "Отправлено из Mail.ru",
        "Отправлено из Почты Mail.ru для Android",
        "Отправлено из мобильной Почты Mail.ru",
        "Отправлено из Яндекс.Почты",
        "Отправлено из мобильной Яндекс Почты",
        "Отправлено из мобильного приложения Яндекс Почты: http://ya.cc/BqyWL",
        "-- \nОтправлено из Яндекс.Почты для мобильных",
        "Отправлено с моего устройства Samsung",
        "Получить Outlook для iOS<https://aka.ms/o0ukef>",
        "Надіслано з iPhone",
        "Надіслано з мого iPhone",
        "Надіслано з пристрою Galaxy",
        "Надіслано з Пошти для Windows",
        "Отримати Outlook для Android",
        "Відправлено з мобільного додатку ukr.net",
        "Sent with [Proton Mail](https://proton.me/mail/home) secure email.",
        "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
        "-- \nПростите за краткость, создано в K-9 Mail.",
    ],
)
def test_lines_of_mail_programs_are_dropped(line: str) -> None:
    assert fold(f"{ANSWER}\n\n{line}\n") == (ANSWER, "")
    head = HEADS_OVER_MARKED[4]
    assert fold(f"{ANSWER}\n\n{line}\n\n{head}\n{MARKED}") == (ANSWER, f"{head}\n{MARKED}")


@pytest.mark.parametrize(
    "text",
    [
        "Отправлено с курьером вчера, накладная 17.",
        "Документы: договор, акт, счёт.\nКому: бухгалтерии передать?\nЖду.",
        "Вчера вы написали:\nчто ответите до обеда. Уже вечер.",
        "Иванов 12.01.2026 в 15:20 сказал:\nденег не будет.",
        "Нам нужно три вещи:\n- договор\n- акт\n----------\nитого две недели",
        "From: the very beginning I told you so.",
        "От: нас двое.\nДо вас полчаса.",
        "Sent from the court yesterday, did you get it?",
        "On Monday he wrote:\nI will pay. He did not.",
        "Наши реквизиты:\nОт: ООО «Вектор»\nКому: ООО «Ромашка»\nТема: поставка",
        f"On 9 Feb 2026 at 9:41 {'we spoke at length ' * 40} and Ann <a@b.example> wrote:\nyes",
    ],
)
def test_what_only_looks_like_a_quote_stays(text: str) -> None:
    assert fold(text) == (text, "")


@pytest.mark.parametrize(
    "word",
    [
        "My answers are below in red.",
        "See below",
        "Ответы ниже, красным.",
        "Анна, отвечаю по тексту:",
        "Добрый день! См. ниже",
        "Відповіді нижче в тексті.",
        "Мої коментарі червоним",
    ],
)
def test_answers_that_nothing_marks_stay_with_the_quote(word: str) -> None:
    text = f"{word}\n\n{HEADS_OVER_ANYTHING[2]}\n\n{OLD}\nв среду"
    assert fold(text) == (text, "")


@pytest.mark.parametrize("head", HEADS_OVER_ANYTHING[:-2])
def test_a_forward_without_a_word_stays_whole(head: str) -> None:
    text = f"{head}\n\n{OLD}"
    assert fold(f"\n\n{text}\n") == (text, "")
    assert fold(f"Отправлено с iPhone\n\n{text}") == (f"Отправлено с iPhone\n\n{text}", "")


def test_a_letter_of_quotes_only_stays_whole() -> None:
    assert fold(MARKED) == (MARKED, "")


def test_a_signature_below_the_quote_belongs_to_the_answer() -> None:
    new, quoted = fold(f"Согласна.\n\n{HEADS_OVER_MARKED[3]}\n{MARKED}\n\nС уважением,\nИрина")
    assert new == "Согласна.\n\nС уважением,\nИрина"
    assert quoted == f"{HEADS_OVER_MARKED[3]}\n{MARKED}"


@pytest.mark.parametrize(
    "footer", ["Virus-free. www.avast.com", "____________________\nTalk list", "-- \nИрина"]
)
def test_a_footer_below_the_quote_is_folded_with_it(footer: str) -> None:
    new, _ = fold(f"Согласна.\n\n{HEADS_OVER_MARKED[3]}\n{MARKED}\n\n{footer}")
    assert new == "Согласна."


def test_fields_above_an_attribution_go_with_it() -> None:
    head = '----------------\nКому: Ирина\nТема: Договор\n09.02.2026, 09:41, "Анна" <a@b.example>:'
    assert fold(f"Да.\n\n{head}\n{MARKED}") == ("Да.", f"{head}\n{MARKED}")
