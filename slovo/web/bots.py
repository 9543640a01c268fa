"""What Telegram's answers mean for whoever gave us a bot: each sentence says what to do."""

from django.utils.translation import gettext_noop

from slovo.lib.telegram import TelegramAway, TelegramRefused

UNKNOWN_BOT = gettext_noop(
    "Telegram knows no bot with this token. Copy it whole from @BotFather, or ask for a new one."
)
TAKEN = gettext_noop(
    "Another program reads what is written to this bot. Stop it, or make another bot for Slovo."
)
UNREACHED = gettext_noop(
    "Telegram cannot be reached from here: the server has no way to the internet, or a firewall "
    "stands between. Try again when it has."
)
UNANSWERED = gettext_noop("Telegram does not answer just now. Try again in a few minutes.")
UNTRUSTED = gettext_noop(
    "Somebody else answers in the place of Telegram: the certificate cannot be trusted. Look at "
    "the network of the server."
)
CODES = {401: UNKNOWN_BOT, 404: UNKNOWN_BOT, 409: TAKEN}
TROUBLES = {"unknown_host": UNREACHED, "refused": UNREACHED, "certificate": UNTRUSTED}


def sentence_of(problem: Exception) -> str:
    """In English: it is kept, and translated for whoever reads it."""
    if isinstance(problem, TelegramAway):
        return TROUBLES.get(problem.trouble, UNANSWERED)
    if isinstance(problem, TelegramRefused):
        return CODES.get(problem.code, str(problem))
    return str(problem)
