"""How the business of an organisation works, and what its words mean (R083)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Organisation, Profile, Term
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class TermRefused(Refusal):
    """A word of theirs has its meaning."""


class ProfileEmpty(Refusal):
    """A profile says at least one thing."""


@transaction.atomic
def save_profile_of(
    organisation: Organisation,
    *,
    works: str = "",
    products: str = "",
    risks: str = "",
    by: Doer,
    at: datetime,
) -> Profile:
    refuse_unless_allowed("save_organisation", by)
    sides = {"works": works.strip(), "products": products.strip(), "risks": risks.strip()}
    if not any(sides.values()):
        raise ProfileEmpty(_("Write at least what the business lives from."))
    known = Profile.objects.filter(organisation=organisation).first()
    if known is not None and all(getattr(known, name) == said for name, said in sides.items()):
        return known
    known = known or Profile(organisation=organisation)
    for name, said in sides.items():
        setattr(known, name, said)
    known.changed_at, known.changed_by = at, by if isinstance(by, User) else None
    known.save()
    record("profile.changed", known, by=by, at=at, organisation=organisation.pk)
    return known


@transaction.atomic
def save_term(
    organisation: Organisation, *, word: str, meaning: str, by: Doer, at: datetime
) -> Term:
    """The same word again changes its meaning."""
    refuse_unless_allowed("save_organisation", by)
    word, meaning = word.strip(), meaning.strip()
    if not word or not meaning:
        raise TermRefused(_("Write the word, and what they mean by it."))
    known = Term.objects.filter(organisation=organisation, word=word).first()
    if known is not None and known.meaning == meaning:
        return known
    known = known or Term(organisation=organisation, word=word)
    known.meaning = meaning
    known.save()
    record("term.changed", known, by=by, at=at, organisation=organisation.pk)
    return known


@transaction.atomic
def drop_term(term: Term, *, by: Doer, at: datetime) -> None:
    refuse_unless_allowed("save_organisation", by)
    if Term.objects.filter(pk=term.pk).exists():
        record("term.dropped", term, by=by, at=at, organisation=term.organisation_id)
        Term.objects.filter(pk=term.pk).delete()
