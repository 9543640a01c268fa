"""Which case a letter belongs to: ordered evidence, and never its bare subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person, Standing, normal_email, person_of
from slovo.domain.post.models import Mailbox, RawLetter
from slovo.lib.mail.ids import read_message_id, read_plus_address, ref_in_subject
from slovo.lib.mail.letter import Letter
from slovo.lib.prepared import Prepared
from slovo.lib.rows import first

MOST_NAMED = 51


@dataclass(frozen=True, slots=True)
class Thread:
    """The case a letter belongs to, and what says so."""

    case: Case
    evidence: str


def find_thread(letter: Letter) -> Thread | None:
    """The first evidence that names a case of ours wins."""
    answered = [one for one in (letter.in_reply_to,) if one]
    chain = [one for one in reversed(letter.references) if one]
    known = _cases_by_id([*answered, *chain])
    evidence: tuple[tuple[str, Callable[[], Case | None]], ...] = (
        ("signed", lambda: _signed([*answered, *chain])),
        ("reply", lambda: _known(answered, known)),
        ("reference", lambda: _known(chain, known)),
        ("plus", lambda: _plus(letter)),
        ("subject", lambda: _in_subject(letter)),
    )
    return next((Thread(case, why) for why, find in evidence if (case := find())), None)


def is_signed_by_us(message_id: str) -> bool:
    return read_message_id(message_id, settings.SECRET_KEY.encode()) is not None


def _signed(ids: list[str]) -> Case | None:
    key = settings.SECRET_KEY.encode()
    refs = (read_message_id(one, key) for one in ids)
    return next((case for ref in refs if ref and (case := _case(ref))), None)


def _cases_by_id(ids: list[str]) -> dict[str, int]:
    """Message-ID → the case of the newest letter of that name."""
    return dict(_NAMED(ids=ids[:MOST_NAMED]))


def _named(ids: list[str]) -> Any:
    said = Message.objects.filter(message_id__in=ids).order_by("pk")
    return said.values_list("message_id", "case")


_NAMED = Prepared(_named)


def _known(ids: list[str], known: dict[str, int]) -> Case | None:
    """The case of the nearest of the named letters that we know."""
    key = next((known[one] for one in ids if one in known), None)
    return first(Case, pk=key) if key else None


def _plus(letter: Letter) -> Case | None:
    addresses = [one.address for one in (*letter.to, *letter.cc) if "+" in one.address]
    if not addresses:
        return None
    own = Mailbox.objects.values_list("address", flat=True)
    ref = read_plus_address(addresses, own, settings.SECRET_KEY.encode())
    return _case(ref) if ref else None


def _in_subject(letter: Letter) -> Case | None:
    """A number alone proves nothing: it counts for those who are in the case already."""
    ref = ref_in_subject(letter.subject)
    case = _case(ref) if ref else None
    return case if case and _belongs(letter.sender.address, case) else None


def _case(ref: str) -> Case | None:
    kind, _, number = ref.partition("-")
    if kind != "S" or not number.isdigit() or len(number) > 9:
        return None
    return Case.objects.select_related("person").filter(number=int(number)).first()


def _belongs(email: str, case: Case) -> bool:
    email = normal_email(email)
    person = person_of(email)
    if person and (person.pk == case.person_id or _stands_with(person, case)):
        return True
    wrote = case.messages.filter(direction="in", person__addresses__email=email)
    return bool(email) and wrote.exists()


def _stands_with(person: Person, case: Case) -> bool:
    """He stands for the organisation of the case, or for one that its person stands for."""
    if case.organisation_id:
        organisations = [case.organisation_id]
    else:
        theirs = Standing.objects.filter(person_id=case.person_id, to_date=None)
        organisations = list(theirs.values_list("organisation_id", flat=True))
    mine = Standing.objects.filter(person=person, to_date=None)
    return mine.filter(organisation_id__in=organisations).exists()


def message_of(raw: RawLetter) -> Message | None:
    """The message a stored letter became."""
    kind, _sep, key = raw.subject_ref.partition(":")
    return Message.objects.filter(pk=int(key)).first() if kind == "message" else None
