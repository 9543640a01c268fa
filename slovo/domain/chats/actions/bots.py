"""The firm's bot: connected by its token, taken away, and how Telegram answers us."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.chats.models import Bot
from slovo.domain.chats.secrets import lock, number_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier
from slovo.domain.notices.secrets import unlock
from slovo.domain.staff.rights import refuse_unless_allowed

LONGEST_QUIET = timedelta(hours=1)


class TokenMissing(Refusal):
    """Without its token a bot is nobody's."""


class AnotherBotIsConnected(Refusal):
    """Clients know one bot of the firm; two would part one talk in two."""


class BotOfColleagues(Refusal):
    """What clients write to it would be taken for colleagues' words, and the other way round."""


@transaction.atomic
def connect_bot(
    *, token: str, number: int, username: str, name: str, by: Doer, at: datetime
) -> Bot:
    """As Telegram says who it is. The bot we know already gets the new token and keeps its chats.

    What was written to it before is history.
    """
    refuse_unless_allowed("change_settings", by)
    if not token.strip() or not username:
        raise TokenMissing(_("Paste the token that @BotFather gave you."))
    _refuse_bot_of_colleagues(number)
    standing = Bot.objects.select_for_update().filter(closed_at=None).first()
    if standing and standing.number != number:
        words = _("%(bot)s is connected. Disconnect it first.")
        raise AnotherBotIsConnected(words % {"bot": standing})
    known = standing or Bot.objects.filter(number=number).order_by("-pk").first()
    bot = known or Bot(number=number)
    if standing is None:
        bot.connected_at, bot.closed_at, bot.last_update = at, None, 0
    bot.username, bot.name, bot.token = username, name[:120], lock(token.strip())
    bot.failed_at, bot.failure, bot.quiet_until = None, "", None
    bot.save()
    record("bot.connected", bot, by=by, at=at)
    return bot


@transaction.atomic
def disconnect_bot(bot: Bot, *, by: Doer, at: datetime) -> Bot:
    """Nothing is read or sent any more, and the token is forgotten; the chats stay known."""
    refuse_unless_allowed("change_settings", by)
    is_first = Bot.objects.filter(pk=bot.pk, closed_at=None).update(closed_at=at, token=b"")
    bot.refresh_from_db()
    if is_first:
        record("bot.disconnected", bot, by=by, at=at)
    return bot


@transaction.atomic
def record_bot_failure(bot: Bot, *, why: str, by: Doer, at: datetime) -> Bot:
    """Telegram does not answer us: since when, and why."""
    is_first = Bot.objects.filter(pk=bot.pk, failed_at=None).update(failed_at=at)
    Bot.objects.filter(pk=bot.pk).update(failure=why[:300])
    bot.refresh_from_db()
    if is_first:
        record("bot.failed", bot, by=by, at=at)
    return bot


@transaction.atomic
def record_bot_answer(bot: Bot, *, by: Doer, at: datetime) -> Bot:
    """It answers again."""
    failing = Bot.objects.filter(pk=bot.pk).exclude(failed_at=None)
    is_first = failing.update(failed_at=None, failure="")
    bot.refresh_from_db()
    if is_first:
        record("bot.recovered", bot, by=by, at=at)
    return bot


@transaction.atomic
def quiet_bot(bot: Bot, *, seconds: int, by: Doer, at: datetime) -> Bot:
    """We were too quick: send nothing for as long as Telegram asks."""
    bot.quiet_until = at + min(timedelta(seconds=max(seconds, 1)), LONGEST_QUIET)
    bot.save(update_fields=["quiet_until"])
    record("bot.quieted", bot, by=by, at=at, seconds=seconds)
    return bot


def _refuse_bot_of_colleagues(number: int) -> None:
    carrier = Carrier.objects.filter(way=Way.TELEGRAM).first()
    if carrier and number_of(unlock(carrier.secret)) == number:
        raise BotOfColleagues(
            _("This bot tells colleagues what they must know. Make another one for clients.")
        )
