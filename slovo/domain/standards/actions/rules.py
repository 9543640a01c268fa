"""Rules of the house: written in versions, cited by number and version (R090)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.citing import citable, newest
from slovo.domain.standards.models import Citation, Rule, RuleVersion


class RuleRefused(Refusal):
    """A rule has a number of its own, a name, words and an owner who is here."""


class SinceTooEarly(Refusal):
    """A new version cannot have been in force before anybody could read it."""


@transaction.atomic
def save_rule(
    rule: Rule | None,
    *,
    number: str,
    title: str,
    text: str,
    since: date,
    owner: User,
    by: Doer,
    at: datetime,
) -> RuleVersion:
    """A new rule, or a new version of one. The same words from the same day are one version."""
    refuse_unless_allowed("save_rule", by)
    known = Rule.objects.select_for_update().get(pk=rule.pk) if rule else Rule(made_at=at)
    _refuse_unusable(known, number.strip(), title.strip(), text.strip(), owner)
    known.number, known.owner = number.strip(), owner
    last = known.versions.order_by("-version").first() if known.pk else None
    if last and (last.title, last.text, last.since) == (title.strip(), text.strip(), since):
        _keep(known, last, by=by, at=at)
        return last
    if last and (since < last.since or since < today_of_firm(at)):
        sentence = _("A new version comes into force today or later, and after the one before it.")
        raise SinceTooEarly(sentence)
    known.save()
    made: RuleVersion = RuleVersion.objects.create(
        rule=known,
        version=last.version + 1 if last else 1,
        title=title.strip()[:200],
        text=text.strip(),
        since=since,
        written_by=by if isinstance(by, User) else None,
        written_at=at,
    )
    said: dict[str, Any] = {"number": known.number, "version": made.version, "owner": owner.pk}
    record("rule.written", known, by=by, at=at, facts=(made,), **said)
    return made


@transaction.atomic
def retire_rule(rule: Rule, *, by: Doer, at: datetime) -> Rule:
    """Nobody may cite it any more; what was decided by it stays."""
    refuse_unless_allowed("save_rule", by)
    if Rule.objects.filter(pk=rule.pk, retired_at=None).update(retired_at=at):
        record("rule.retired", rule, by=by, at=at, number=rule.number)
    rule.refresh_from_db()
    return rule


@transaction.atomic
def cite_rule(
    version: RuleVersion | None,
    *,
    act: str,
    subject: str,
    case_id: int | None = None,
    by: User,
    at: datetime,
) -> Citation:
    """By which rule it was decided; an older version than the one in force is marked as such.

    `subject` names what was decided, such as decision:7; said twice it is one citation.
    """
    cited = citable(version, at)
    if known := Citation.objects.filter(subject=subject, act=act).first():
        return known
    made: Citation = Citation.objects.create(
        version=cited,
        act=act,
        subject=subject,
        case_id=case_id,
        cited_by=by,
        cited_at=at,
        is_outdated=newest(cited, at).pk != cited.pk,
    )
    said: dict[str, Any] = {"rule": cited.rule.number, "version": cited.version, "about": subject}
    record("rule.cited", made, by=by, at=at, case_id=case_id, facts=(made,), act=act, **said)
    return made


def _keep(rule: Rule, version: RuleVersion, *, by: Doer, at: datetime) -> None:
    """Its words are the same; its number or owner may not be."""
    before = Rule.objects.get(pk=rule.pk)
    if (before.number, before.owner_id) != (rule.number, rule.owner_id):
        rule.save()
        said: dict[str, Any] = {
            "number": rule.number,
            "version": version.version,
            "owner": rule.owner_id,
        }
        record("rule.written", rule, by=by, at=at, **said)


def _refuse_unusable(rule: Rule, number: str, title: str, text: str, owner: User) -> None:
    if rule.retired_at:
        raise RuleRefused(_("This rule is retired. Write another one."))
    if not number or len(number) > 20:
        raise RuleRefused(_("Give the rule a short number, such as 7 or G-3."))
    if Rule.objects.filter(number=number).exclude(pk=rule.pk).exists():
        raise RuleRefused(_("There is a rule %(number)s already.") % {"number": number})
    if not title or not text:
        raise RuleRefused(_("Write what the rule is called and what it says."))
    if not owner.is_active:
        sentence = _("%(name)s has left the firm: choose somebody else.")
        raise RuleRefused(sentence % {"name": owner.full_name})
