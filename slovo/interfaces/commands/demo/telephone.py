"""Calls of the demo firm's telephone, and a client who writes in Telegram."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from slovo.domain.calls.actions.extensions import save_extensions
from slovo.domain.calls.actions.reporting import Told, report_call
from slovo.domain.calls.models import Course
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.chatting import receive_word
from slovo.domain.cases.models import Message
from slovo.domain.chats.actions.bots import connect_bot
from slovo.domain.chats.actions.updates import Update, store_updates
from slovo.domain.chats.models import Bot
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post import files
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.interfaces.commands.demo.morning import Morning
from slovo.lib.telegram import read_update

EXTENSIONS = {"roman": "100", "petro": "101", "iryna": "102", "maksym": "103", "olha": "110"}
BOT, CHAT = 7001002003, 440017
OLENA, HALYNA = "+380445550127", "+380671112233"


class Ring(NamedTuple):
    """So many hours ago; `minutes`: how long they talked, none when nobody picked up."""

    course: Course
    number: str
    hours: float
    minutes: int = 0
    line: str = ""
    recording: str = ""

    def told(self, m: Morning) -> Told:
        rang_at = m.ago(self.hours)
        return Told(
            f"demo-{self.hours}",
            self.course,
            self.number,
            rang_at,
            answered_at=rang_at + timedelta(seconds=10) if self.minutes else None,
            ended_at=rang_at + timedelta(minutes=self.minutes, seconds=30),
            line=self.line,
            recording=self.recording,
        )


RINGS = (
    Ring(Course.IN, HALYNA, 50),
    Ring(Course.OUT, HALYNA, 50 - 9 / 60, 6, "102"),
    Ring(Course.IN, OLENA, 26, 12, "101", "https://pbx.levchenko.example/recordings/3.ogg"),
    Ring(Course.OUT, OLENA, 2, 0, "101"),
    Ring(Course.IN, HALYNA, 1.2, 4, "102"),
)


def play_telephone(m: Morning) -> None:
    """One missed and called back in time, one talk of which nobody said yet what it was about."""
    lines = {m.cast.users[name]: number for name, number in EXTENSIONS.items()}
    save_extensions(lines, by=m.cast.users["olha"], at=m.ago(200))
    for ring in RINGS:
        told = ring.told(m)
        report_call(told, by=HOUSE, at=told.ended_at or m.now)


def play_telegram(m: Morning) -> None:
    """The bot of the demo reaches nobody outside: what would leave is taken at once."""
    bot = connect_bot(
        token=f"{BOT}:demo-without-telegram",
        number=BOT,
        username="levchenko_demo_bot",
        name="Levchenko & Partners",
        by=m.cast.users["olha"],
        at=m.ago(300),
    )
    _writes(m, bot, 1, "Добрий день. Чи готовий проєкт договору оренди?", 30)
    first = Message.objects.filter(channel="telegram", direction="in").latest("pk")
    answer_case(
        first.case,
        html="<p>Готовий. Подивіться, будь ласка, пункт про заставу: він інший.</p>",
        next_word_at=m.ago(-4),
        insists=True,
        by=m.cast.users["roman"],
        at=m.ago(28),
    )
    _post(m.ago(28))
    _writes(m, bot, 3, "Дякую. А якщо власник захоче ще місяць застави?", 1.5)
    _post(m.ago(1.5))


def _writes(m: Morning, bot: Bot, number: int, text: str, hours: float) -> None:
    at = m.ago(hours)
    writer = {
        "id": CHAT,
        "is_bot": False,
        "first_name": "Андрій",
        "last_name": "Гринь",
        "language_code": "uk",
    }
    said = {
        "message_id": number,
        "from": writer,
        "chat": {"id": CHAT, "type": "private"},
        "date": int(at.timestamp()),
        "text": text,
    }
    update = {"update_id": 100 + number, "message": said}
    raw = json.dumps(update, ensure_ascii=False).encode()
    letters = store_updates(bot, [Update(100 + number, raw, files.put(raw), at)], by=HOUSE, at=at)
    for letter in letters:
        receive_word(letter, read_update(update), bot=bot, by=HOUSE, at=at)


def _post(at: datetime) -> None:
    while delivery := lease_delivery(way="telegram", by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)
