"""What the demo firm's clients wrote, and what was answered, told backwards from this morning."""

from datetime import datetime, timedelta

from django.utils.html import linebreaks

from slovo.domain.cases.actions.answering import answer_case, note_case
from slovo.domain.cases.actions.closing import solve_case
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.actions.waiting import wait_for_client
from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_return, record_sent
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.models import User
from slovo.interfaces.channels.email.receive import take_in
from slovo.interfaces.commands.demo.cast import Cast

HOUR = timedelta(hours=1)


class Morning:
    """Plays scenes at hours before now; letters reach the client at once."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast = cast
        self.now = now

    def ago(self, hours: float) -> datetime:
        return (self.now - hours * HOUR).replace(second=0, microsecond=0)

    def asks(self, client: str, subject: str, text: str, hours: float) -> Case:
        person, at = self.cast.people[client], self.ago(hours)
        case = open_case(person, subject=subject, channel="email", by=HOUSE, at=at)
        self.writes(case, text, hours, client)
        return case

    def writes(self, case: Case, text: str, hours: float, client: str = "") -> Message:
        person = self.cast.people[client] if client else case.person
        at = self.ago(hours)
        said = hear_message(case, person=person, text=text, channel="email", by=HOUSE, at=at)
        self.posts(at)
        return said

    def answers(self, case: Case, who: str, text: str, hours: float, *, until: float) -> Message:
        """`until`: hours from now to the next word; negative when it is past."""
        at = self.ago(hours)
        said = answer_case(
            case,
            html=linebreaks(text),
            next_word_at=self.ago(-until),
            insists=True,
            by=self.cast.users[who],
            at=at,
        )
        self.posts(at)
        return said

    def asks_back(self, case: Case, who: str, question: str, hours: float, *, until: float) -> None:
        at = self.ago(hours)
        user = self.cast.users[who]
        word_at = self.ago(-until)
        wait_for_client(case, question=question, next_word_at=word_at, insists=True, by=user, at=at)
        self.posts(at)

    def notes(self, case: Case, who: str, text: str, hours: float) -> None:
        note_case(case, html=linebreaks(text), by=self.cast.users[who], at=self.ago(hours))

    def solves(self, case: Case, who: str, text: str, hours: float) -> None:
        at = self.ago(hours)
        solve_case(case, html=linebreaks(text), by=self.cast.users[who], at=at)
        self.posts(at)

    def case_of(self, client: str) -> Case:
        """His open case that began first."""
        person = self.cast.people[client]
        return Case.objects.open().filter(person=person).earliest("opened_at", "pk")

    def posts(self, at: datetime) -> None:
        while delivery := lease_delivery(by=HOUSE, at=at):
            record_sent(delivery, by=HOUSE, at=at)


def play_morning(cast: Cast, now: datetime) -> Morning:
    morning = Morning(cast, now)
    _put_at_front_desk(cast, None, now - timedelta(days=20))
    _nobody_has_it(morning)
    _put_at_front_desk(cast, cast.users["roman"], now - timedelta(days=20))
    _in_the_dark(morning)
    _answered(morning)
    _waiting(morning)
    _ended(morning)
    _suspicious(morning)
    return morning


def _put_at_front_desk(cast: Cast, user: User | None, at: datetime) -> None:
    firm = cast.firm
    save_firm(
        firm,
        name=firm.name,
        zone=firm.zone,
        language=firm.language,
        country=firm.country,
        phone="+380 44 555 01 27",
        calendar=firm.calendar,
        front_desk=user,
        by=HOUSE,
        at=at,
    )


def _nobody_has_it(m: Morning) -> None:
    m.asks(
        "dmytro",
        "Спадщина: з чого почати",
        "Доброго дня. Помер дядько, залишилася квартира в Києві. Куди йти і які є строки?",
        0.4,
    )


def _in_the_dark(m: Morning) -> None:
    case = m.asks(
        "halyna", "Засідання 30-го", "Добрий день. Засідання 30-го точно відбудеться?", 66
    )
    m.answers(
        case,
        "maksym",
        "Пані Галино, уточнюю в суді. Напишу вам завтра до обіду.",
        61,
        until=-19.2,
    )
    m.writes(case, "Чи мені треба самій приходити? Беру відпустку на роботі.", 17)
    m.writes(case, "Вибачте, що знову пишу. Чи буде засідання, і чи маю я прийти?", 2)
    case = m.asks(
        "oleksandr", "Арештовано рахунок", "Виконавець арештував рахунок, зарплати у п’ятницю.", 12
    )
    rate_case(case, severity_client=3, severity_ours=3, by=m.cast.people["oleksandr"], at=m.ago(12))
    m.answers(
        case, "iryna", "Заперечення готове, подаємо зранку. Напишу о сьомій.", 11.7, until=-2.2
    )


def _answered(m: Morning) -> None:
    case = m.asks(
        "olena",
        "Суперечка з постачальником борошна",
        "Пане Петре, постачальник не віддає передоплату 310 тисяч. Що робимо?",
        380,
    )
    m.answers(
        case, "petro", "Пані Олено, готую претензію. Проєкт покажу у вівторок.", 375, until=-300
    )
    m.answers(case, "petro", "Претензію надіслали, копія у вкладенні.", 302, until=-130)
    m.answers(case, "petro", "Відповіді ще немає, у них є час до п’ятниці.", 134, until=-15)
    m.writes(
        case,
        "Дякую за проєкт. Постачальник сьогодні дзвонив і каже, що подасть зустрічний позов. "
        "Чи встигнемо відповісти? І чи потрібна довіреність на пані Ірину?",
        15,
    )
    m.answers(
        case,
        "petro",
        "Пані Олено, встигнемо: у нас п’ятнадцять днів від дня, коли суд надішле ухвалу.\n\n"
        "Довіреність потрібна, бланк додаю. Надішліть, будь ласка, підписану в понеділок.",
        13.6,
        until=8,
    )
    m.notes(case, "iryna", "У постачальника рахунки у двох банках. Перевірю реєстр до обіду.", 0.5)
    _carrier_and_others(m)


def _carrier_and_others(m: Morning) -> None:
    case = m.asks(
        "aliya", "Спор с перевозчиком о партии зерна", "Перевозчик молчит вторую неделю.", 200
    )
    m.answers(
        case, "petro", "Алия Маратовна, отправил претензию. Ответ ждём до среды.", 196, until=-20
    )
    m.answers(
        case,
        "petro",
        "Перевозчик ответил: вину признаёт, сумму нет. Предлагает 60 процентов.",
        20,
        until=5,
    )
    case = m.asks("serhii", "Стягнення боргу з підрядника", "Чи є рух по боргу?", 30)
    m.answers(
        case, "iryna", "Позов подано, номер справи надішлю, щойно його присвоять.", 26, until=3
    )
    m.asks(
        "viktor",
        "Рахунок за березень",
        "Доброго дня. Рахунок вищий, ніж ми домовлялися. Поясніть, будь ласка.",
        16.5,
    )
    m.asks("mykola", "Межі ділянки в Ірпені", "Сусід переніс паркан на метр. Що можна зробити?", 5)


def _waiting(m: Morning) -> None:
    case = m.asks("roman_y", "Довіреність на продаж авто", "Потрібна довіреність для брата.", 90)
    m.asks_back(
        case, "daryna", "Надішліть, будь ласка, фото техпаспорта з обох боків.", 86, until=30
    )
    case = m.asks(
        "nina", "Трудовой договор для филиала", "Нужен договор для бухгалтера во Львове.", 50
    )
    m.asks_back(
        case, "svitlana", "Какой испытательный срок вы хотите: один месяц или три?", 47, until=26
    )
    case = m.asks("hanna", "Копія рішення суду", "Коли буде рішення?", 20)
    said = m.answers(case, "roman", "Рішення готове, надсилаю копію.", 18, until=20)
    assert said.delivery  # noqa: S101 - an answer that went out has one
    record_return(said.delivery, why="552 5.2.2 Mailbox full", by=HOUSE, at=m.ago(1))


def _ended(m: Morning) -> None:
    case = m.asks(
        "marko", "Can the lease be ended before September?", "We found another warehouse.", 170
    )
    m.answers(case, "petro", "Marko, yes, with a month’s notice. I will draft it.", 166, until=-100)
    m.solves(
        case, "petro", "Marko, the notice is signed and delivered. Is there anything left?", 40
    )
    case = m.asks("serhii", "Печатка на договорі", "Чи обов’язкова печатка?", 300)
    m.answers(case, "iryna", "Ні, печатка не обов’язкова з 2017 року.", 297, until=-250)
    m.solves(case, "iryna", "Якщо питань більше немає, підтвердьте, будь ласка.", 270)
    confirm_solved(case, by=m.cast.people["serhii"], at=m.ago(268))


SPAM = b"""From: "Prize Office" <win@lottery.example>
To: desk@levchenko.example
Subject: You have won
X-Spam-Flag: YES
Message-ID: <prize-1@lottery.example>
Content-Type: text/plain; charset=utf-8

Send us your card number to get 1,000,000.
"""


def _suspicious(m: Morning) -> None:
    take_in(SPAM, source="ingest", received_at=m.ago(3), at=m.ago(3))
