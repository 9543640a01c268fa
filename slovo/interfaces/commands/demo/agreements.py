"""Agreements at work: what clients were asked about, and what they said."""

from datetime import date, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.delivery.actions.decisions import ask_decision, put_decision, record_choice
from slovo.domain.delivery.actions.maps import save_stage_map
from slovo.domain.delivery.actions.offers import send_offer
from slovo.domain.delivery.actions.requirements import (
    add_requirement,
    mark_fit,
    settle_requirement,
)
from slovo.domain.delivery.actions.scope import answer_scope_change, ask_scope_change
from slovo.domain.delivery.actions.stages import enter_stage, follow_map
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.delivery.actions.understanding import answer_restatement, restate
from slovo.domain.delivery.models import ScopeChange
from slovo.domain.engagements.models import Engagement
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.interfaces.commands.demo.morning import Morning


def play_agreements(m: Morning) -> None:
    dispute = _of(m, "olena")
    lease = _of(m, "marko")
    _understood(m, dispute)
    _offered(m)
    _under_way(m, dispute)
    _meetings(m, dispute)
    _time(m, dispute, "petro", 3, "Позовна заява", 240)
    change = _change(m, dispute, "petro", "Відповідь на зустрічний позов", 11, "26400", 4)
    _time(m, dispute, "maksym", 1.5, "Відповідь на зустрічний позов", 3, change)
    agreed = _change(m, lease, "petro", "Talks with the new landlord", 5, "12000", 100)
    answer_scope_change(
        agreed, answer="yes", words="Yes, please do.", by=m.cast.people["marko"], at=m.ago(90)
    )
    _time(m, lease, "daryna", 2, "First call with the landlord", 50, agreed)
    _still_to_decide(m, dispute)


def _understood(m: Morning, dispute: Engagement) -> None:
    petro, olena = m.cast.users["petro"], m.cast.people["olena"]
    text = "Повернути передоплату за борошно до травня, тихо, не втративши інших замовлень."
    asked = restate(dispute, text=text, by=petro, at=m.ago(400))
    m.posts(m.ago(400))
    answer_restatement(asked, answer="yes", words="Саме так.", by=olena, at=m.ago(396))
    for need in ("Звіт щотижня", "Один контакт", "Дзвінки ввечері"):
        add_requirement(dispute, text=need, by=petro, at=m.ago(390))
    first = dispute.requirements.order_by("pk")[0]
    evidence = "Листи щовівторка з 3 листопада"
    settle_requirement(
        first, state="met", met_by="Пише Петро", evidence=evidence, by=petro, at=m.ago(40)
    )


WAY = (
    {
        "name": "Вивчаємо справу",
        "hand": "handler",
        "days": 5,
        "message": "Починаємо вивчати справу.",
    },
    {
        "name": "Позов",
        "hand": "handler",
        "days": 10,
        "message": "Готуємо позов. Покажемо вам до подання.",
        "client_part": "Надіслати договір і рахунки",
        "is_work": True,
        "is_key": True,
    },
    {"name": "Суд", "hand": "principal", "days": 60},
    {"name": "Виконання рішення", "hand": "", "days": 30},
)


def _under_way(m: Morning, dispute: Engagement) -> None:
    olha, petro = m.cast.users["olha"], m.cast.users["petro"]
    known = save_stage_map(None, name="Спір у суді", steps=WAY, by=olha, at=m.ago(420))
    first, second, *_later = follow_map(dispute, stage_map=known, by=petro, at=m.ago(400))
    begun = enter_stage(first, by=petro, at=m.ago(399))
    if begun.word:
        fulfil_promise(begun.word, proof="Надіслано листом", by=petro, at=m.ago(396))
    enter_stage(second, by=petro, at=m.ago(26))


def _offered(m: Morning) -> None:
    petro, carrier = m.cast.users["petro"], _of(m, "aliya")
    plain = add_requirement(carrier, text="Иск до конца месяца", by=petro, at=m.ago(60))
    mark_fit(plain, fit="yes", by=petro, at=m.ago(59))
    night = add_requirement(carrier, text="Связь ночью по Алматы", by=petro, at=m.ago(60))
    mark_fit(
        night,
        fit="partly",
        gap="До полуночи по Алматы, потом только срочное.",
        alternative="Дежурный юрист в Алматы: можем познакомить.",
        by=petro,
        at=m.ago(59),
    )
    send_offer(carrier, text="Вот что мы предлагаем.", by=petro, at=m.ago(20))
    m.posts(m.ago(20))


def _of(m: Morning, client: str) -> Engagement:
    return m.cast.people[client].engagements.get()


def _change(  # noqa: PLR0917 - a line of the play
    m: Morning,
    engagement: Engagement,
    who: str,
    text: str,
    hours: int,
    price: str,
    ago: float,
) -> ScopeChange:
    change = ask_scope_change(
        engagement,
        text=text,
        more_minutes=hours * 60,
        more_money=Decimal(price),
        currency="UAH",
        done_by=_day(m, -14),
        by=m.cast.users[who],
        at=m.ago(ago),
    )
    m.posts(m.ago(ago))
    return change


def _time(  # noqa: PLR0917 - a line of the play
    m: Morning,
    engagement: Engagement,
    who: str,
    hours: float,
    note: str,
    ago: float,
    change: ScopeChange | None = None,
) -> None:
    log_time(
        engagement,
        day=m.ago(ago).date(),
        minutes=round(hours * 60),
        note=note,
        scope_change=change,
        by=m.cast.users[who],
        at=m.ago(ago),
    )


def _day(m: Morning, days_ago: int) -> date:
    return (m.now - timedelta(days=days_ago)).date()


def _meetings(m: Morning, dispute: Engagement) -> None:
    olha, petro = m.cast.users["olha"], m.cast.users["petro"]
    soon = (m.now + timedelta(days=1)).astimezone(ZoneInfo(m.cast.firm.zone)).date()
    make_appointment(
        dispute,
        title="Підписати позов",
        place="Київ, вул. Володимирська, 12",
        day=soon,
        start=time(15),
        travel_minutes=60,
        needs="Позов, роздрукований у трьох примірниках",
        bring="паспорт і довіреність",
        by=petro,
        at=m.ago(30),
    )
    make_appointment(
        _of(m, "aliya"),
        title="Созвон по делу",
        day=soon,
        start=time(11),
        minutes=30,
        repeats="weekly",
        by=petro,
        at=m.ago(29),
    )
    m.posts(m.ago(29))
    decision = put_decision(
        dispute,
        question="Позов чи мирова угода?",
        options=("Позов", "Мирова угода", "Зачекати до грудня"),
        figures=(
            {"what": "Судовий збір 26 400 грн", "source": "Закон, ст. 4", "day": "2026-01-01"},
            {"what": "Справа триватиме близько року", "source": "", "day": ""},
        ),
        by=petro,
        at=m.ago(50),
    )
    words = "Подавайте, чекати більше не буду."
    record_choice(decision, choice="Позов", words=words, by=olha, at=m.ago(48))
    m.posts(m.ago(48))


def _still_to_decide(m: Morning, dispute: Engagement) -> None:
    """Asked this morning; the client has not chosen yet."""
    decision = put_decision(
        dispute,
        question="Просити арешт рахунків боржника зараз чи разом із позовом?",
        options=("Зараз, окремою заявою", "Разом із позовом", "Не просити"),
        figures=(
            {"what": "Судовий збір 1 514 грн", "source": "Закон, ст. 4", "day": "2026-01-01"},
            {"what": "Суд вирішує за два дні", "source": "ГПК, ст. 140", "day": "2026-09-01"},
        ),
        by=m.cast.users["petro"],
        at=m.ago(6),
    )
    ask_decision(decision, by=decision.asked_by, at=m.ago(6))
    m.posts(m.ago(6))
