"""Mistakes of the demo firm: put right and paid for, promised, just found; a letter that hurts."""

from datetime import timedelta
from decimal import Decimal

from slovo.domain.billing.reckoning import today
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.mistakes.actions.admitting import admit_mistake
from slovo.domain.mistakes.actions.closing import answer_damage, close_mistake
from slovo.domain.mistakes.actions.conduct import flag_conduct
from slovo.domain.mistakes.actions.correcting import correct_mistake, verify_correction
from slovo.domain.mistakes.actions.damages import claim_damage, decide_damage
from slovo.domain.mistakes.actions.opening import open_mistake, see_mistake
from slovo.domain.mistakes.actions.payouts import pay_back
from slovo.domain.mistakes.actions.rework import log_rework
from slovo.domain.mistakes.models import Cause, Mistake
from slovo.interfaces.commands.demo.morning import Morning

DAY = 24


def play_mistakes(m: Morning) -> None:
    """After money: hours to put a mistake right belong to an agreement."""
    _put_right_and_paid(m)
    _promised(m)
    _just_found(m)
    _rude(m)


def _cause(code: str) -> Cause:
    return Cause.objects.get(code=code)


def _put_right_and_paid(m: Morning) -> None:
    """Story A11 and A12: the court fee under a wrong code."""
    users, olena = m.cast.users, m.cast.people["olena"]
    text = "Судовий збір сплачено за хибним кодом, позов повернули"
    mistake = open_mistake(
        m.case_of("olena"), text=text, cause=_cause("oversight"), by=users["maksym"], at=m.ago(170)
    )
    see_mistake(mistake, by=users["olha"], at=m.ago(169.9))
    admit_mistake(
        mistake,
        facts="Ми сплатили судовий збір за хибним кодом, і суд повернув позов.",
        correction="Сплачуємо збір ще раз і подаємо позов наново",
        ways=("Подаєте позов самі з нашими паперами", "Просимо суд про відстрочення"),
        due_at=m.ago(143),
        is_spoken=True,
        by=users["olha"],
        at=m.ago(169.1),
    )
    m.posts(m.ago(169.1))
    day = today(m.ago(146))
    log_rework(
        mistake, day=day, minutes=210, note="Подали наново", by=users["petro"], at=m.ago(145)
    )
    done = "Збір сплачено, позов у суді, ось номер квитанції: 0443-2187."
    asked = correct_mistake(mistake, done=done, by=users["petro"], at=m.ago(144))
    m.posts(m.ago(144))
    verify_correction(asked, answer="yes", words="Так, дякую.", by=olena, at=m.ago(140))
    m.posts(m.ago(140))
    _made_good(m, mistake)
    close_mistake(mistake, by=users["olha"], at=m.ago(20))


def _made_good(m: Morning, mistake: Mistake) -> None:
    users = m.cast.users
    damage = claim_damage(
        mistake,
        text="Другий судовий збір",
        amount=Decimal(3400),
        currency="UAH",
        evidence="Квитанція в листі клієнтки",
        by=users["petro"],
        at=m.ago(139),
    )
    pay_on = today(m.now + timedelta(hours=2 * DAY))
    decided = decide_damage(
        damage, agreed=Decimal(3400), pay_on=pay_on, by=users["olha"], at=m.ago(138)
    )
    m.posts(m.ago(138))
    pay_back(decided.payout, reference="Доручення 118", by=users["olha"], at=m.ago(22))


def _promised(m: Morning) -> None:
    iryna = m.cast.users["iryna"]
    mistake = open_mistake(
        m.case_of("serhii"),
        text="У договорі лишилася стара адреса складу",
        cause=_cause("wrong-data"),
        by=iryna,
        at=m.ago(5),
    )
    admit_mistake(
        mistake,
        facts="У договорі, який ми надіслали вчора, лишилася стара адреса вашого складу.",
        correction="Надсилаємо виправлений договір і листа перевізникові",
        due_at=m.ago(-26),
        by=iryna,
        at=m.ago(3),
    )
    m.posts(m.ago(3))
    answer_damage(mistake, has_damage=False, by=iryna, at=m.ago(2.9))


def _just_found(m: Morning) -> None:
    text = "Строк на апеляцію пораховано з хибного дня"
    open_mistake(m.case_of("halyna"), text=text, by=m.cast.users["maksym"], at=m.ago(3.3))


def _rude(m: Morning) -> None:
    """Aliya says that a letter of ours was cold."""
    aliya = m.cast.people["aliya"]
    ours = m.case_of("aliya").messages.filter(direction=Direction.OUT, nature=Nature.HUMAN)
    letter = ours.filter(delivered_at__isnull=False).latest("at", "pk")
    flag_conduct(letter, reason="Звучит так, будто я мешаю.", by=aliya, at=m.ago(1.5))
