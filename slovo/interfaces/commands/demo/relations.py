"""Clients as people in the demo firm: who answers for what, and what is known of them."""

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
