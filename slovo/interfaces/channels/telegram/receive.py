"""What came to the bot: stored first, in the step that remembers how far we read; then acted on.

A file's bytes stay with Telegram until its message is read here. When they cannot be fetched the
message waits, for an hour at most, and then comes in without them.
"""

import json
import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError

from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.actions.chatting import receive_word
from slovo.domain.chats.actions.bots import record_bot_answer, record_bot_failure
from slovo.domain.chats.actions.updates import SOURCE, Update, store_updates
from slovo.domain.chats.models import Bot, open_bot
from slovo.domain.chats.secrets import TokenUnreadable, token_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post import files as storage
from slovo.domain.post.actions.storing import settle_raw_letter
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.models import Firm
from slovo.lib import clock, telegram
from slovo.lib.queued_sqlite import durably
from slovo.lib.telegram import TelegramAway, TelegramRefused, Word, read_update
from slovo.web.bots import sentence_of

log = logging.getLogger(__name__)
BATCH = 100
WAIT_SECONDS = 8  # less than what a keeper that stops is given
FETCHED_WITHIN = timedelta(hours=1)
LARGEST = telegram.calling.LARGEST_FILE


class FileNotYet(Exception):
    """Telegram does not answer just now: the message is read again later."""


def api_of(bot: Bot) -> telegram.Bot:
    """Raises `TokenUnreadable`."""
    return telegram.Bot(settings.TELEGRAM_URL, token_of(bot))


def listen(at: datetime) -> int:
    """As `look`, but stays on the line for a while when there is nothing."""
    return _take(at, WAIT_SECONDS)


def look(at: datetime) -> int:
    """What is there now."""
    return _take(at, 0)


def _take(at: datetime, wait: int) -> int:
    bot = open_bot()
    if bot is None or _is_demo():
        return 0
    done = _act_on_pending(bot, at)
    try:
        found = api_of(bot).updates(bot.last_update, wait)
    except (TelegramAway, TelegramRefused, TokenUnreadable) as problem:
        record_bot_failure(bot, why=sentence_of(problem), by=HOUSE, at=clock.now())
        return done
    if bot.failed_at:
        record_bot_answer(bot, by=HOUSE, at=clock.now())
    if not found:
        return done
    at = clock.now()
    updates = [_kept(one, at) for one in sorted(found, key=lambda one: int(one["update_id"]))]
    with durably():
        store_updates(bot, updates, by=HOUSE, at=at)
    return done + len(found) + _act_on_pending(bot, at)


def _kept(update: dict[str, Any], at: datetime) -> Update:
    raw = json.dumps(update, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    word = read_update(update)
    sent_at = min(word.sent_at, at) if word.sent_at else at
    return Update(int(update["update_id"]), raw, storage.put(raw), sent_at)


def _act_on_pending(bot: Bot, at: datetime) -> int:
    """Also what was stored and not read, because the process or a file's server went away."""
    pending = RawLetter.objects.filter(read_at=None, source=SOURCE).order_by("pk")[:BATCH]
    return sum(_act(bot, raw, at) for raw in pending)


def _act(bot: Bot, raw: RawLetter, at: datetime) -> bool:
    try:
        word = read_update(json.loads(storage.get(raw.file)))
        files, unfetched = _files_of(bot, word, raw, at)
        sides: dict[str, Any] = {"bot": bot, "files": files, "unfetched": unfetched}
        receive_word(raw, word, **sides, by=HOUSE, at=at)
    except (FileNotYet, OperationalError, InterfaceError, OSError) as problem:
        log.warning("Update %s is stored and will be read later: %s", raw.pk, problem)
        return False
    except Exception as problem:
        log.exception("Update %s could not be read", raw.pk)
        failure = f"{type(problem).__name__}: {problem}"[:2000].replace("\0", "")
        settle_raw_letter(raw, outcome="failed", failure=failure, by=HOUSE, at=at)
    return True


def _files_of(bot: Bot, word: Word, raw: RawLetter, at: datetime) -> tuple[list[File], list[str]]:
    got: list[File] = []
    unfetched = []
    for one in word.files if word.kind == "word" else ():
        try:
            content = b"" if one.size > LARGEST else api_of(bot).file(one.file_id)
        except TelegramRefused as problem:
            log.warning("Telegram does not give a file of update %s: %s", raw.pk, problem)
            content = b""
        except TelegramAway as problem:
            if at - raw.stored_at < FETCHED_WITHIN:
                raise FileNotYet(str(problem)) from problem
            content = b""
        if content:
            got.append((one.name, one.type, content, ""))
        else:
            unfetched.append(one.name)
    return got, unfetched


def _is_demo() -> bool:
    firm = Firm.current()
    return firm is not None and firm.kind == "demo"
