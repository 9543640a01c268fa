"""A firm with so many cases, as they lie in a house after years; a colleague for 2,000."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from slovo.domain.clients.models import Address, NameWord, Organisation, Person, Standing
from slovo.domain.clients.models.name_word import folded
from slovo.domain.engagements.actions.founding import found_firm
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.staff.actions.users import save_user
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.lives import Lives
from slovo.interfaces.commands.benching.rows import Table, flush, moment, settle_keys
from slovo.interfaces.commands.benching.texts import LANGUAGES, name_of
from slovo.interfaces.commands.benching.words import enter_words
from slovo.interfaces.keeper.planning import Planning

COLLEAGUES, PER_COLLEAGUE = 5, 2_000
PASSWORD = secrets.token_urlsafe(12)
BATCH = 5_000
HURRY = {
    "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"),
    "postgresql": ("SET synchronous_commit = off",),
}
CALM = {
    "sqlite": (
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA synchronous = NORMAL",
        "PRAGMA cache_size = -2000",
    ),
    "postgresql": ("SET synchronous_commit = on", "VACUUM ANALYZE"),
}
PER_PERSON, PER_ORGANISATION, WORDS = 4, 20, 4


@dataclass(frozen=True, slots=True)
class House:
    """What the parts measure in: how many cases, at which instant, read by whom."""

    cases: int
    now: datetime
    reader: User


def fill(cases: int, board: Board) -> House:
    now = datetime.now(UTC).replace(microsecond=0)
    _refuse_used()
    call_command("migrate", verbosity=0, interactive=False)
    users = _staff(max(COLLEAGUES, cases // PER_COLLEAGUE), now - timedelta(days=1200))
    board.note(f"Filling a house with {cases:,} cases")
    with connection.cursor() as cursor:
        for statement in HURRY[connection.vendor]:
            cursor.execute(statement)
    _people(cases, users, now)
    lives = Lives(now, [user.pk for user in users], _people_count(cases), _class_id())
    for first in range(1, cases + 1, BATCH):
        with transaction.atomic():
            for number in range(first, min(first + BATCH, cases + 1)):
                lives.live(number)
            lives.flush()
    enter_words(cases, now, board)
    _settle()
    board.note("Filled")
    board.add(Figure("cases", cases, "rows"))
    board.add(Figure("open cases", lives.open_count, "rows"))
    board.add(Figure("messages", lives.message_count, "rows"))
    return House(cases, now, users[1])


def _refuse_used() -> None:
    """What is measured is filled with a firm that does not exist: never a house of somebody's."""
    if connection.introspection.table_names():
        raise SystemExit("Measure in an empty database: this one has tables.")


def _staff(count: int, at: datetime) -> list[User]:
    # Hashing so many passwords well takes longer than a thousand cases.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found_firm(
        name="Levchenko & Partners",
        zone="Europe/Kyiv",
        language="en",
        principal_name="Olha Levchenko",
        principal_email="olha@firm.example",
        password=PASSWORD,
        by=HOUSE,
        at=at,
    )
    for number in range(1, count):
        save_user(
            None,
            email=f"colleague{number}@firm.example",
            full_name=f"Colleague {name_of(number)}",
            roles=[Role.SPECIALIST] if number % 4 else [Role.FRONT_OFFICE],
            zone="Europe/Kyiv",
            password=PASSWORD,
            by=HOUSE,
            at=at,
        )
    save_mailbox(None, address="desk@firm.example", name="The desk", by=HOUSE, at=at)
    return list(User.objects.order_by("pk"))


def _class_id() -> int:
    return int(ServiceClass.objects.get(is_default=True).pk)


def _people_count(cases: int) -> int:
    return max(cases // PER_PERSON, 1)


def _people(cases: int, users: list[User], now: datetime) -> None:
    dice, made_at = Random(1), moment(now - timedelta(days=1100))  # noqa: S311
    tables = organisations, people, addresses, standings, words = tuple(
        Table(model) for model in (Organisation, Person, Address, Standing, NameWord)
    )
    firms = max(cases // PER_ORGANISATION, 1)
    for number in range(1, firms + 1):
        organisations.add(id=number, name=f"Firm {name_of(number)}", country="UA", made_at=made_at)
    flush(tables)
    for number in range(1, _people_count(cases) + 1):
        people.add(
            id=number,
            full_name=name_of(number),
            language=LANGUAGES[number % 3],
            zone=dice.choice(("Europe/Kyiv", "Europe/Berlin", "")),
            principal_id=users[0].pk,
            made_at=made_at,
        )
        addresses.add(id=number, person_id=number, email=f"client{number}@client.example")
        standings.add(id=number, person_id=number, organisation_id=number % firms + 1)
        for place, word in enumerate(folded(name_of(number))):
            words.add(id=number * WORDS + place, person_id=number, word=word)
        if number % BATCH == 0:
            flush(tables)
    flush(tables)


def _settle() -> None:
    """As a house that has been running: its log written back, its tables known to the planner."""
    Planning()(datetime.now(UTC))
    with connection.cursor() as cursor:
        for statement in CALM[connection.vendor]:
            cursor.execute(statement)
    settle_keys()
