"""Small things about a client that he would like us to remember (R082)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Detail, Person, SensitiveList
from slovo.domain.clients.models.detail import Use
from slovo.domain.clients.sensitive import CATEGORIES, lists, sensitive_in
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.levels import CHOSEN, Level
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

WORDS_LENGTH = 4000


class DetailRefused(Refusal):
    """A detail says something, and when it is of use."""


class SensitiveWord(Refusal):
    """Health, faith, politics, trouble in the family are nobody's business here."""

    def __init__(self, sentence: str, word: str) -> None:
        self.word = word
        super().__init__(sentence)


class NoSuchList(Refusal):
    """Words are listed by kind and language."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be remembered, when it is of use, and for how long it holds."""

    text: str
    use: str
    from_time: time | None = None
    until_time: time | None = None
    said_on: date | None = None
    expires_on: date | None = None
    level: str = Level.TEAM


@transaction.atomic
def remember_detail(person: Person, *, said: Said, by: Doer, at: datetime) -> Detail:
    """Said twice, it stands once. It is looked at again in two years."""
    refuse_unless_allowed("save_detail", by)
    today, text = today_of_firm(at), said.text.strip()
    _refuse_unusable(said, text, today)
    found = sensitive_in(text)
    if found is not None:
        sentence = _("“%(word)s” is about %(category)s: that is not kept about people.")
        names = {"word": found.word, "category": str(found.label).lower()}
        raise SensitiveWord(sentence % names, found.word)
    known = Detail.objects.filter(person=person, text=text, use=said.use).first()
    if known is not None:
        return known
    made = Detail.objects.create(
        person=person,
        text=text,
        use=said.use,
        from_time=said.from_time,
        until_time=said.until_time,
        said_on=said.said_on,
        expires_on=said.expires_on,
        level=said.level,
        author=by if isinstance(by, User) else None,
        made_at=at,
        confirmed_at=at,
    )
    record("detail.remembered", made, by=by, at=at, person=person.pk, use=made.use)
    return made


@transaction.atomic
def confirm_detail(detail: Detail, *, by: Doer, at: datetime) -> Detail:
    """It is still true: it is looked at again in two years."""
    refuse_unless_allowed("save_detail", by)
    if Detail.objects.filter(pk=detail.pk, confirmed_at__lt=at).update(confirmed_at=at):
        detail.confirmed_at = at
        record("detail.confirmed", detail, by=by, at=at, person=detail.person_id)
    return detail


@transaction.atomic
def drop_detail(detail: Detail, *, by: Doer, at: datetime) -> None:
    """Forgotten for good: by a colleague, or by the person himself."""
    refuse_unless_allowed("save_detail", by)
    if Detail.objects.filter(pk=detail.pk).exists():
        record("detail.dropped", detail, by=by, at=at, person=detail.person_id)
        Detail.objects.filter(pk=detail.pk).delete()


@transaction.atomic
def save_sensitive_words(
    category: str, *, language: str, words: str, by: Doer, at: datetime
) -> None:
    """From now on no detail may have them; what is written already stays."""
    refuse_unless_allowed("save_sensitive_words", by)
    if category not in CATEGORIES or language not in dict(settings.LANGUAGES):
        raise NoSuchList(_("Choose one of the lists."))
    words = " ".join(words.split())[:WORDS_LENGTH]
    if lists()[category, language] == words:
        return
    row, _made = SensitiveList.objects.update_or_create(
        category=category, language=language, defaults={"words": words}
    )
    record("sensitive.changed", row, by=by, at=at, category=category, language=language)


def _refuse_unusable(said: Said, text: str, today: date) -> None:
    if not text:
        raise DetailRefused(_("Write what is to be remembered."))
    if len(text) > Detail._meta.get_field("text").max_length:  # type: ignore[operator]
        raise DetailRefused(_("A detail is one short sentence."))
    if said.use not in Use.values or said.level not in dict(CHOSEN):
        raise DetailRefused(_("Choose when it is of use, and who may read it."))
    if said.from_time and said.until_time and said.until_time <= said.from_time:
        raise DetailRefused(_("“Never before” comes earlier than “never after”."))
    if said.expires_on and said.expires_on < today:
        raise DetailRefused(_("The last day is over already."))
    if said.said_on and said.said_on > today:
        raise DetailRefused(_("The day on which the client said so lies ahead."))
