"""The client as a person: who he is, how he likes to be addressed, where his letters go."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Address, NameWord, Person, normal_email, person_of
from slovo.domain.clients.models.name_word import folded
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User, first_principal
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.lib import phones, zones
from slovo.lib.rows import insert_all, insert_rows


class NameMissing(Refusal):
    """A person or an organisation has to be called something."""


class NotAnAddress(Refusal):
    """What was given cannot receive mail."""


class AddressIsTaken(Refusal):
    """Another person already has this address: one address is one person's."""


class NoPrincipal(Refusal):
    """Every client has a colleague who answers for the firm's acts (R004)."""


class NotAPhone(Refusal):
    """No telephone has such a number, here or abroad."""


class UnknownZone(Refusal):
    """The tz database does not know this zone."""


@transaction.atomic
def save_person(  # noqa: PLR0913 - a person has this many sides
    person: Person | None,
    *,
    full_name: str,
    called: str = "",
    language: str = "",
    zone: str = "",
    phone: str = "",
    note: str = "",
    principal: User | None = None,
    emails: Iterable[str] | None = None,
    by: Doer,
    at: datetime,
) -> Person:
    """Make or change a person. `emails` is his whole list; None leaves it as it is."""
    refuse_unless_allowed("save_person", by)
    known = person or Person(made_at=at)
    before = _sides(known)
    known.full_name = full_name.strip()
    known.called, known.language, known.zone = called.strip(), language, zone
    known.phone, known.note = _dialable(phone, known.phone), note.strip()
    known.principal = principal or known.principal
    _refuse_incomplete(known)
    known.save()
    changed = [name for name, value in _sides(known).items() if before[name] != value]
    if person is None or "full_name" in changed:
        known.name_words.all().delete()
        put_names([known])
    if emails is not None and _put_addresses(known, emails):
        changed.append("addresses")
    if person is None or changed:
        kind = "person.added" if person is None else "person.changed"
        record(kind, known, by=by, at=at, changed=changed)
    return known


def _dialable(phone: str, before: str) -> str:
    """The number is read as one of the firm's country; what stood there already may stay."""
    if phone.strip() in ("", before):
        return phone.strip()
    firm = Firm.current()
    try:
        return phones.kept(phone, firm.country if firm else "")
    except ValueError:
        sentence = _(
            "“%(phone)s” is not a telephone number. Write it with the code of the country, "
            "such as +380 44 555 01 27; anything else belongs in the note."
        )
        raise NotAPhone(sentence % {"phone": phone.strip()}) from None


@transaction.atomic
def find_or_make_person(
    *,
    email: str,
    full_name: str = "",
    language: str = "",
    zone: str = "",
    phone: str = "",
    by: Doer,
    at: datetime,
) -> Person:
    """Whose address it is; a new person of the firm's first principal when it is nobody's yet."""
    refuse_unless_allowed("save_person", by)
    address = _checked(email)
    found = person_of(address)
    if found is not None:
        return found
    name = full_name.strip()[:200] or address.partition("@")[0]
    try:
        with transaction.atomic():
            made = Person(
                full_name=name,
                language=language,
                zone=zone if zones.is_zone(zone) else "",
                phone=_dialable(phone, ""),
                principal=first_principal(),
                made_at=at,
            )
            insert_all([made])
            put_names([made])
            insert_all([Address(person=made, email=address)])
    except IntegrityError:
        return Address.objects.select_related("person").get(email=address).person
    record("person.added", made, by=by, at=at, changed=["addresses"])
    return made


@transaction.atomic
def meet_person(
    *, full_name: str, language: str = "", phone: str = "", by: Doer, at: datetime
) -> Person:
    """Somebody of whom we know no mail address, such as a caller; of the first principal."""
    refuse_unless_allowed("save_person", by)
    made = Person(
        full_name=full_name.strip()[:200],
        language=language,
        phone=_dialable(phone, ""),
        principal=first_principal(),
        made_at=at,
    )
    _refuse_incomplete(made)
    insert_all([made])
    put_names([made])
    record("person.added", made, by=by, at=at, changed=["phone"] if phone else [])
    return made


def put_names(people: Iterable[Person]) -> None:
    """The words of names that have none yet."""
    words = ((each.pk, word) for each in people for word in folded(each.full_name))
    insert_rows(NameWord, ({"person_id": person, "word": word} for person, word in words))


@transaction.atomic
def flag_address(email: str, *, why: str, by: Doer, at: datetime) -> None:
    """Letters to this address come back: it is written to last from now on."""
    refuse_unless_allowed("save_person", by)
    fine = Address.objects.filter(email=normal_email(email), unreachable_at=None)
    address = fine.first()
    if address and fine.update(unreachable_at=at, why=why.strip()[:300]):
        record("address.flagged", address.person, by=by, at=at, address=address.pk)


@transaction.atomic
def trust_address(email: str, *, by: Doer, at: datetime) -> None:
    """The address works again: somebody repaired it, or the client wrote from it."""
    refuse_unless_allowed("save_person", by)
    flagged = Address.objects.filter(email=normal_email(email), unreachable_at__isnull=False)
    address = flagged.first()
    if address and flagged.update(unreachable_at=None, why=""):
        record("address.trusted", address.person, by=by, at=at, address=address.pk)


def _refuse_incomplete(person: Person) -> None:
    if not person.full_name:
        raise NameMissing(_("Write the name of the person."))
    if person.zone and not zones.is_zone(person.zone):
        raise UnknownZone(_("Nobody knows the time zone “%(zone)s”.") % {"zone": person.zone})
    if person.principal is None:
        raise NoPrincipal(_("Choose the principal who answers to this person for the firm."))
    if not person.principal.has_role(Role.PRINCIPAL):
        sentence = _("%(name)s is not a principal: choose who answers for the firm.")
        raise NoPrincipal(sentence % {"name": person.principal.full_name})


def _put_addresses(person: Person, emails: Iterable[str]) -> bool:
    wanted = list(dict.fromkeys(_checked(email) for email in emails if email.strip()))
    had = {address.email: address for address in person.addresses.all()}
    for email in wanted:
        owner = None if email in had else person_of(email)
        if owner is not None:
            sentence = _("%(email)s is already the address of %(name)s.")
            raise AddressIsTaken(sentence % {"email": email, "name": owner.full_name})
    for email, address in had.items():
        if email not in wanted:
            address.delete()
    for email in wanted:
        if email not in had:
            Address.objects.create(person=person, email=email)
    return set(had) != set(wanted)


def _checked(email: str) -> str:
    address = normal_email(email)
    try:
        validate_email(address)
    except ValidationError as problem:
        sentence = _("“%(email)s” is not a mail address: it should look like name@firm.example.")
        raise NotAnAddress(sentence % {"email": email.strip()}) from problem
    return address


def _sides(person: Person) -> dict[str, object]:
    names = ("full_name", "called", "language", "zone", "phone", "note", "principal_id")
    return {name: getattr(person, name) for name in names}
