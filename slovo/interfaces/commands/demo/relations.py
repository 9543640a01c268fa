"""Clients as people in the demo firm: who answers for what, and what is known of them."""

from datetime import time

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.clients.actions.profiles import save_profile_of, save_term
from slovo.domain.clients.actions.responsibility import name_responsible, want_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.clients.models import Organisation
from slovo.interfaces.commands.demo.morning import Morning

TOPICS = (
    ("Рахунки", "оплата, платіж, акт, счёт, invoice, bill"),
    ("Договори", "угода, договор, contract"),
    ("Рішення у справі", "позов, суд, claim"),
)


def play_relations(m: Morning) -> None:
    roman, petro = m.cast.users["roman"], m.cast.users["petro"]
    olena, viktor = m.cast.people["olena"], m.cast.people["viktor"]
    at = m.ago(500)
    invoices, contracts, decisions = (
        save_topic(None, name=name, words=words, by=roman, at=at) for name, words in TOPICS
    )
    firm = Organisation.objects.get(name="ТОВ «Берегиня»")
    note = "Закриває квартал до 10 числа."
    name_responsible(
        firm,
        topic=invoices,
        person=viktor,
        backup=olena,
        channel="letter",
        note=note,
        by=petro,
        at=at,
    )
    name_responsible(firm, topic=decisions, person=olena, channel="phone", by=petro, at=at)
    want_responsible(firm, topic=contracts, by=petro, at=at)
    _remembered(m, firm)
    _confided(m)
    _written_from_home(m)


def _remembered(m: Morning, firm: Organisation) -> None:
    olena, petro, at = m.cast.people["olena"], m.cast.users["petro"], m.ago(300)
    for said in (
        Said("Телефонувати лише після десятої", "call", from_time=time(10)),
        Said("Чай без цукру, сідає біля вікна", "visit"),
        Said("Пише коротко й любить короткі листи", "write"),
        Said("Питає про собаку, коли все гаразд", "always", level="relationship"),
    ):
        remember_detail(olena, said=said, by=petro, at=at)
    works = "Борошно для пекарень. Найгарячіше з серпня до жовтня, тихо в січні."
    save_profile_of(firm, works=works, risks="Затримка оплат від мереж", by=petro, at=at)
    save_term(firm, word="короб", meaning="фура на 22 тонни", by=petro, at=at)


def _confided(m: Morning) -> None:
    petro, olena = m.cast.users["petro"], m.cast.people["olena"]
    case = Case.objects.open().filter(person=olena).order_by("pk").first()
    if case is not None:
        words = "<p>Думає продати справу до кінця року. Просила нікому не казати.</p>"
        note_case(case, html=words, level="relationship", by=petro, at=m.ago(60))


def _written_from_home(m: Morning) -> None:
    """Olena once more, from her own address: a pair to be looked at."""
    find_or_make_person(
        email="o.tkachenko@home.example",
        full_name="Olena Tkachenko",
        phone="+380 44 555 01 27",
        by=m.cast.users["roman"],
        at=m.ago(300),
    )
