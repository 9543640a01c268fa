"""By what two people may be one: numbers, mailboxes, and how names sound."""

from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from slovo.domain.clients.models import Person
from slovo.lib import names
from slovo.lib.phones import dialled

PHONE, ADDRESS, FAMILY, WHOLE = "phone", "address", "family", "whole"
NO_DOTS = frozenset({"gmail.com", "googlemail.com"})
SHORTEST = 6  # fewer signs are an extension, not a number

Key = tuple[str, str]


def traces_of(full_name: str, phones: Iterable[str], emails: Iterable[str]) -> set[Key]:
    """(kind, key) of everything by which he may be known again."""
    numbers = {dialled(phone) for phone in phones}
    found = {(PHONE, number) for number in numbers if len(number) >= SHORTEST}
    found |= {(ADDRESS, plain_mailbox(email)) for email in emails}
    found |= {(FAMILY, sound[:254]) for sound in names.sounds(full_name)}
    if whole := names.whole(full_name):
        found.add((WHOLE, whole[:254]))
    return found


def plain_mailbox(email: str) -> str:
    """Where it arrives: «Yuri.T+bills@gmail.com» and «yurit@gmail.com» are one mailbox."""
    name, _at, host = email.lower().partition("@")
    name = name.partition("+")[0]
    return f"{name.replace('.', '')}@gmail.com" if host in NO_DOTS else f"{name}@{host}"


def unseen() -> QuerySet[Person]:
    """Who was never compared."""
    return Person.objects.unmerged().filter(look=None).order_by("pk")


def changed() -> QuerySet[Person]:
    """Who looks different from when he was last compared."""
    counted = Person.objects.unmerged().filter(look__isnull=False)
    counted = counted.annotate(now=Count("addresses"), total=Coalesce(Sum("addresses__pk"), 0))
    same = Q(
        look__full_name=F("full_name"),
        look__phone=F("phone"),
        look__addresses=F("now"),
        look__total=F("total"),
    )
    return counted.filter(~same).order_by("pk")
