"""Letters in, beside parsing alone; and what they leave on disk."""

import email
import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from random import Random

from django.db.models import Max

from slovo.domain.cases.models import Message
from slovo.interfaces.channels.email.receive import take_in
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rows import size_of_house
from slovo.interfaces.commands.benching.texts import SENTENCES, text_of
from slovo.interfaces.keeper.duties import seal_journal

# What the design asks, and what decision 9 holds the house to instead.
SHARE, SHARE_OF_WORDS, MOST_TIMES = 0.3, 0.1, 3.0
ROUNDS, LONG, WARM = 3, 2_000, 30
YEAR = timedelta(days=365)


def measure(house: House, board: Board) -> None:
    name, raws = corpus()
    board.note(f"Taking in {len(raws)} letters, {ROUNDS} times ({name})")
    size = sum(map(len, raws)) / len(raws) / 1024
    board.add(Figure(f"{len(raws)} letters of {name}, each", size, "KiB"))
    logging.disable(logging.CRITICAL)
    alone, _wall = _rates(raws * ROUNDS, _parse)
    whole, _wall = _rates(raws * ROUNDS, _parse_whole)
    board.add(Figure("floor: letters parsed alone", alone, "per CPU s"))
    board.add(Figure("letters parsed and decoded alone", whole, "per CPU s", alone))
    for number in range(WARM):  # what is imported when first used is there in a house that runs
        take_in(_letter(number), source="inlet", received_at=house.now, at=house.now)
    _seal(house)
    before, last = size_of_house(), Message.objects.aggregate(last=Max("pk"))["last"] or 0
    many = [_again(raw, turn) for turn in range(ROUNDS) for raw in raws]
    rate, by_clock = _rates(
        many, lambda raw: take_in(raw, source="inlet", received_at=house.now, at=house.now)
    )
    budget, is_met = f"≥ {SHARE:g} × parsing alone", rate >= SHARE * alone
    board.add(Figure("letters in, whole way", rate, "per CPU s", alone, budget, is_met))
    budget, is_met = f"≥ {SHARE_OF_WORDS:g} × parsing and decoding", rate >= SHARE_OF_WORDS * whole
    board.add(Figure("the same beside decoded ones", rate, "per CPU s", whole, budget, is_met))
    board.add(Figure("letters in, whole way, by the clock", by_clock, "per s"))
    _disk(house, before, last, board, "these letters")
    _long(house, board)


def _long(house: House, board: Board) -> None:
    """Those of the tests are notes; people write three times as much."""
    raws = [_letter(number, LONG) for number in range(len(SENTENCES) * 100)]
    size = sum(map(len, raws)) / len(raws) / 1024
    board.add(Figure(f"{len(raws)} longer letters, each", size, "KiB"))
    before, last = size_of_house(), Message.objects.aggregate(last=Max("pk"))["last"] or 0
    for raw in raws:
        take_in(raw, source="inlet", received_at=house.now, at=house.now)
    _disk(house, before, last, board, "longer letters")


def corpus() -> tuple[str, list[bytes]]:
    """The letters of the tests where they are at hand, else three hundred plain ones."""
    try:
        from tests.letters import corpus as tests
    except ImportError:
        return "plain letters", [_letter(number) for number in range(300)]
    return "tests/letters", [raw for _name, raw, _expected in tests.letters()]


def _rates(raws: Sequence[bytes], use: Callable[[bytes], object]) -> tuple[float, float]:
    """(per second of CPU time, per second by the clock)."""
    cpu, clock = time.process_time(), time.perf_counter()
    for raw in raws:
        use(raw)
    return len(raws) / (time.process_time() - cpu), len(raws) / (time.perf_counter() - clock)


def _parse(raw: bytes) -> None:
    email.message_from_bytes(raw, policy=default)


def _parse_whole(raw: bytes) -> None:
    """With the words of its head and body, as a program that did nothing else would need them."""
    letter = email.message_from_bytes(raw, policy=default)
    try:
        for name in ("subject", "from", "to", "date", "message-id"):
            str(letter[name])
        body = letter.get_body(("plain", "html"))
        if isinstance(body, EmailMessage):
            body.get_content()
    except (LookupError, ValueError, AttributeError, TypeError):
        return  # what it cannot read costs it no more time


def _again(raw: bytes, turn: int) -> bytes:
    """Another letter of the same shape."""
    mark = f"{turn}x".encode()
    return raw.replace(b"Message-ID: <", b"Message-ID: <" + mark).replace(
        b"Message-Id: <", b"Message-Id: <" + mark
    )


def _letter(number: int, least: int = 0) -> bytes:
    """Of so many signs at least, in words as clients use them."""
    letter = EmailMessage()
    language = tuple(SENTENCES)[number % 3]
    letter["From"] = f"Client {number} <client{number}@client.example>"
    letter["To"] = "desk@firm.example"
    letter["Subject"] = SENTENCES[language][number % 8]
    letter["Message-ID"] = f"<{number}.{least}@client.example>"
    dice, words = Random(number), "\n".join(SENTENCES[language])  # noqa: S311
    while 0 < len(words) < least:
        words += f"\n{text_of(dice, language)}"
    letter.set_content(words, cte="8bit")
    return letter.as_bytes()


def _seal(house: House) -> None:
    while seal_journal(house.now + YEAR):
        pass


def _disk(house: House, before: int, last: int, board: Board, what: str) -> None:
    """All the new letters brought: messages, clocks, receipts, and the journal, sealed."""
    _seal(house)
    new = Message.objects.filter(pk__gt=last)
    said = new.values_list("text", "quoted_text", "html", "subject")
    words = sum(len(side.encode()) for sides in said for side in sides)
    grown = size_of_house() - before
    budget = f"≤ {MOST_TIMES:g} × text"
    is_met = grown <= MOST_TIMES * words
    name = f"disk: the database grew by, for {what}"
    board.add(Figure(name, grown / 1024, "KiB", words / 1024, budget, is_met))
