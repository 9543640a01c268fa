"""The year behind the demo firm: what went wrong, why, what was changed, what a quarter taught."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from slovo.domain.billing.months import Month
from slovo.domain.billing.reckoning import today
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.ending import (
    close_complaint,
    correct_complaint,
    learn_lesson,
)
from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.actions.measures import climb_measure, put_in_force, take_measure
from slovo.domain.complaints.actions.reviewing import Decided, open_review, sign_review
from slovo.domain.complaints.actions.waiving import waive_measure
from slovo.domain.complaints.models import Complaint, FollowUp, Measure
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.actions.admitting import admit_mistake
from slovo.domain.mistakes.actions.closing import answer_damage, close_mistake
from slovo.domain.mistakes.actions.correcting import correct_mistake, verify_correction
from slovo.domain.mistakes.actions.opening import open_mistake, see_mistake
from slovo.domain.mistakes.models import Cause
from slovo.domain.notices.actions.giving import see_notices
from slovo.interfaces.commands.demo.answers import DAY, answered, filed, known
from slovo.interfaces.commands.demo.dates import decide_dates
from slovo.interfaces.commands.demo.morning import Morning

SEEN = 25 * DAY  # hours: what was told before then is no news this morning


class Past(NamedTuple):
    """One complaint: days ago, whose, against whom, causes, words, and how it ended."""

    days: int
    client: str
    against: str
    topic: str
    causes: tuple[str, str]
    stated: str
    why: str
    result: str
    measure: str = ""


PAST = (
    Past(
        330,
        "mykola",
        "maksym",
        "silence",
        ("late", "late"),
        "Обіцяли відповісти до п’ятниці, минуло десять днів.",
        "Відповідь лежала в чернетках.",
        "solved",
        "Чернетки старші за добу бачить черговий",
    ),
    Past(
        301,
        "hanna",
        "iryna",
        "money",
        ("billing", "not-told"),
        "У рахунку зустріч, про яку ми не домовлялися.",
        "Про безкоштовну першу зустріч бухгалтерія не знала.",
        "solved",
        "Домовленість про ціну одразу йде копією в бухгалтерію",
    ),
    Past(
        262,
        "nina",
        "petro",
        "silence",
        ("rudeness", "handover"),
        "Три недели мне никто не звонил, будто дела нет.",
        "Дело передали другому юристу, а мне не сказали.",
        "partly",
    ),
    Past(
        228,
        "roman_y",
        "daryna",
        "work",
        ("knowledge", "wrong-data"),
        "У позові стоїть чужа адреса.",
        "Адресу взяли зі старої картки.",
        "solved",
        "Адресу звіряємо з клієнтом перед поданням",
    ),
    Past(
        190,
        "marko",
        "petro",
        "money",
        ("billing", "not-told"),
        "You billed a call that was to be free.",
        "The desk was never told of the promise.",
        "solved",
    ),
    Past(
        171,
        "serhii",
        "iryna",
        "silence",
        ("late", "late"),
        "Про перенесення засідання дізнався за годину.",
        "Лист суду пролежав дві доби.",
        "no",
    ),
    Past(
        139,
        "mykola",
        "maksym",
        "access",
        ("tool-down", "tool-down"),
        "Кабінет не відкривався два дні.",
        "Сертифікат скінчився у вихідні.",
        "solved",
        "За місяць до кінця сертифіката приходить нагадування",
    ),
    Past(
        118,
        "hanna",
        "svitlana",
        "work",
        ("knowledge", "knowledge"),
        "Порада щодо податку виявилася хибною.",
        "Норма змінилася в січні, а пам’ятка ні.",
        "solved",
        "Пам’ятки переглядаємо щокварталу",
    ),
    Past(
        94,
        "nina",
        "maksym",
        "conduct",
        ("rudeness", "rudeness"),
        "Со мной говорили так, будто я мешаю.",
        "Третий день без перерыва на телефоне.",
        "solved",
    ),
    Past(
        83,
        "roman_y",
        "petro",
        "silence",
        ("late", "handover"),
        "Під час відпустки юриста ніхто не відповідав.",
        "Заступника не назвали.",
        "solved",
        "Без заступника відпустку не погоджуємо",
    ),
    Past(
        62,
        "marko",
        "daryna",
        "work",
        ("scope", "not-told"),
        "Half of the lease was checked, not all of it.",
        "The scope was agreed by phone and not passed on.",
        "partly",
    ),
)
MISTAKES = (
    (316, "roman_y", "daryna", "wrong-data", "У довіреності переплутано по батькові"),
    (244, "mykola", "maksym", "late", "Клопотання подали на день пізніше"),
    (152, "hanna", "svitlana", "wrong-data", "У декларації стара сума"),
    (101, "serhii", "iryna", "oversight", "Не долучили додаток до позову"),
    (77, "mykola", "petro", "handover", "Копію ухвали надіслали двічі, а оригінал ні"),
    (44, "hanna", "daryna", "wrong-data", "У договорі стара дата"),
)


def play_year(m: Morning) -> None:
    """After this morning's scenes: what was told long ago is no news any more."""
    for past in PAST:
        _complaint(m, past)
    for row in MISTAKES:
        _mistake(m, row)
    _quarter(m)
    decide_dates(m)
    for user in m.cast.users.values():
        see_notices(user, by=user, at=m.ago(SEEN))


def _complaint(m: Morning, past: Past) -> None:
    nadia, days = m.cast.users["nadia"], past.days
    made = filed(m, past.client, past.stated, past.against, days=days)
    known(m, made, days - 1, topic=past.topic, causes=past.causes, why=past.why)
    late = 9 if past.result == "no" else 0
    said = {"remedies": ("apology",), "prevention": past.measure or past.why}
    finding = answered(m, made, days - 3 - late, reasons=past.why, **said)
    at = m.ago((days - 4 - late) * DAY)
    words = "Добре."
    answer_finding(finding, answer="yes", words=words, by=made.person, at=at)
    correct_complaint(made, by=nadia, at=at)
    learn_lesson(made, lesson=past.why, by=nadia, at=at)
    _prevent(m, made, past, at)
    follow_up = FollowUp.objects.select_related("complaint__case").get(complaint=made)
    ended = at + timedelta(days=8)
    if past.result == "solved":
        close_complaint(made, by=m.cast.users["olha"], at=at)
    record_follow_up(follow_up, result=past.result, words=words, by=made.person, at=ended)
    m.posts(ended)
    if past.result != "solved":
        _once_more(m, made, past, days - 14 - late)


def _once_more(m: Morning, made: Complaint, past: Past, days: float) -> None:
    """It had not helped: a second answer, which did."""
    olha, at = m.cast.users["olha"], m.ago((days - 1) * DAY)
    said = {"remedies": ("rework", "apology"), "prevention": past.why}
    again = answered(m, made, days, reasons=past.why, **said)
    answer_finding(again, answer="yes", words="Добре.", by=made.person, at=at)
    correct_complaint(made, by=olha, at=at)
    close_complaint(made, by=olha, at=at)
    later = at + timedelta(days=8)
    follow_up = FollowUp.objects.select_related("complaint__case").get(finding=again)
    record_follow_up(follow_up, result="solved", words="Так.", by=made.person, at=later)
    m.posts(later)


def _prevent(m: Morning, made: Complaint, past: Past, at: datetime) -> None:
    if not past.measure:
        waive_measure(made, reason="Випадок поодинокий.", by=m.cast.users["olha"], at=at)
        return
    nadia, owner = m.cast.users["nadia"], m.cast.users["roman"]
    due_on = today(at + timedelta(days=14))
    measure = take_measure(made, text=past.measure, owner=owner, due_on=due_on, by=nadia, at=at)
    in_force = put_in_force(measure, how="Перевірено.", by=owner, at=at + timedelta(days=5))
    if in_force.next_at and in_force.next_at <= m.now:
        over = Measure.objects.select_related("complaint__case").get(pk=measure.pk)
        climb_measure(over, by=HOUSE, at=over.next_at or m.now)


def _mistake(m: Morning, row: tuple[int, str, str, str, str]) -> None:
    days, client, who, code, text = row
    user, olha, cause = m.cast.users[who], m.cast.users["olha"], Cause.objects.get(code=code)
    case = m.asks(client, text, f"{text}.", days * DAY)
    found = m.ago(days * DAY - 1)
    mistake = open_mistake(case, text=text, cause=cause, by=user, at=found)
    see_mistake(mistake, by=olha, at=found)
    told: dict[str, Any] = {"facts": f"{text}.", "correction": "Виправляємо сьогодні"}
    admit_mistake(mistake, **told, is_spoken=True, by=user, at=found + timedelta(hours=2))
    m.posts(found + timedelta(hours=2))
    put_right = found + timedelta(hours=6)
    asked = correct_mistake(mistake, done="Виправлено.", by=user, at=put_right)
    m.posts(put_right)
    checked = put_right + timedelta(hours=3)
    verify_correction(asked, answer="yes", words="Так.", by=case.person, at=checked)
    answer_damage(mistake, has_damage=False, by=user, at=checked)
    close_mistake(mistake, by=olha, at=checked)
    m.posts(checked)
    case.refresh_from_db()
    if case.is_open:
        m.solves(case, who, "Усе виправлено, дякуємо за терпіння.", days * DAY - 20)


def _quarter(m: Morning) -> None:
    """The last quarter that is over, looked back on and signed; one decision is still to do."""
    olha, last = m.cast.users["olha"], Month(quarter_of(Month.at(m.now).moved(-3).first))
    at = min(last.moved(3).begins_at + timedelta(days=1, hours=10), m.now)
    review = open_review(last.first, by=olha, at=at)
    roman, iryna = m.cast.users["roman"], m.cast.users["iryna"]
    decided = [
        Decided("Заступника називаємо в кожному листі про відпустку", roman, _day(m, 9)),
        Decided("Домовленості телефоном одразу заносимо до справи", iryna, _day(m, 20)),
    ]
    words = "Найчастіше підводить те, чого не передали далі. Міряємо знову за квартал."
    signed = min(at + timedelta(days=3), m.now)
    sign_review(review, conclusions=words, decisions=decided, by=olha, at=signed)


def _day(m: Morning, days: int) -> date:
    return today(m.now + timedelta(days=days))
