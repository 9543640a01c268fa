"""What the firm's bot hears of from below, in the transaction where it happened."""

from django.utils.translation import gettext as _

from slovo.domain.chats.actions.bots import BotOfColleagues
from slovo.domain.chats.models import open_bot
from slovo.domain.chats.secrets import number_of
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier
from slovo.domain.notices.secrets import unlock


@on("carrier.saved")
def _saved(event: Event) -> None:
    """Two readers of one bot would take each other's messages."""
    bot = open_bot()
    carrier = Carrier.objects.filter(way=Way.TELEGRAM).first()
    if event.refs["way"] != Way.TELEGRAM or bot is None or carrier is None:
        return
    if number_of(unlock(carrier.secret)) == bot.number:
        raise BotOfColleagues(
            _("Clients write to this bot. Make another one for notices to colleagues.")
        )
