"""The demo firm: the law firm of story A, with a morning's worth of clients."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from slovo.domain.staff.models import Firm, User
from slovo.interfaces.commands.demo.agreements import play_agreements
from slovo.interfaces.commands.demo.answers import play_answers
from slovo.interfaces.commands.demo.candour import play_candour
from slovo.interfaces.commands.demo.cast import PASSWORD, found_demo
from slovo.interfaces.commands.demo.complaints import play_complaints
from slovo.interfaces.commands.demo.courtesy import play_courtesy
from slovo.interfaces.commands.demo.dates import decide_dates
from slovo.interfaces.commands.demo.goodwill import play_goodwill
from slovo.interfaces.commands.demo.mistakes import play_mistakes
from slovo.interfaces.commands.demo.money import play_money
from slovo.interfaces.commands.demo.morning import play_morning
from slovo.interfaces.commands.demo.promises import play_promises
from slovo.interfaces.commands.demo.relations import play_relations
from slovo.interfaces.commands.demo.rhythm import play_rhythm, play_signs
from slovo.interfaces.commands.demo.rota import play_rota
from slovo.interfaces.commands.demo.telephone import play_telegram, play_telephone
from slovo.interfaces.commands.demo.year import play_year
from slovo.interfaces.commands.installing import use_demo_clock
from slovo.interfaces.keeper.loop import keep_once
from slovo.lib import clock

FRESH_FOR = timedelta(days=2)
BEFORE = timedelta(days=30)


def _made_file() -> Path:
    path: Path = settings.HOME / "demo.made"
    return path


def make_demo(language: str) -> None:
    """Fill an empty database; everything happens through the product's own verbs."""
    now = clock.now()
    with transaction.atomic(), translation.override(language):
        cast = found_demo(language=language, at=now - BEFORE)
        morning = play_morning(cast, now)
        play_agreements(morning)
        play_promises(morning)
        play_courtesy(morning)
        play_candour(morning)
        play_complaints(morning)
        play_relations(morning)
        play_money(morning)
        play_mistakes(morning)
        play_goodwill(morning)
        decide_dates(morning)
        play_rota(morning)
        play_rhythm(morning)
        play_signs(morning)
        play_telephone(morning)
        play_telegram(morning)
        play_answers(morning)
        play_year(morning)
    keep_once()
    _made_file().touch()


def is_stale(firm: Firm) -> bool:
    """A demo left alone for two days shows only neglect."""
    made = _made_file()
    age = time.time() - made.stat().st_mtime if made.exists() else FRESH_FOR.total_seconds() + 1
    return firm.kind == "demo" and age > FRESH_FOR.total_seconds()


def remake_demo(language: str) -> None:
    call_command("flush", interactive=False, verbosity=0)
    (settings.HOME / "clock").unlink(missing_ok=True)
    use_demo_clock()
    make_demo(language)


def sign_ins() -> Iterator[dict[str, str]]:
    for user in User.objects.filter(left_at=None).order_by("pk"):
        who = ", ".join(filter(None, (user.full_name, user.job)))
        yield {"email": user.email, "password": PASSWORD, "job": who}
