"""Which rule is in force, and what to say to whoever cites one that is not the newest (R090)."""

from collections import Counter
from datetime import datetime
from typing import Self

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.standards.models import Citation, RuleVersion


class RuleMissing(Refusal):
    """Refusals, exceptions, partings and rejections cite a rule; words alone are not enough."""

    @classmethod
    def unknown(cls, number: str, version: int | None) -> Self:
        """A request names one that does not exist."""
        named = f"{number} v{version}" if version else number
        return cls(_("There is no rule %(number)s in force.") % {"number": named})


class RuleNotInForce(Refusal):
    """It has not begun yet, or it was retired."""


def version_named(number: str, version: int | None, at: datetime) -> RuleVersion | None:
    """Rule `number` in that version; without one, the version in force."""
    versions = RuleVersion.objects.filter(rule__number=number.strip()).select_related("rule")
    if version is not None:
        return versions.filter(version=version).first()
    return versions.in_force(today_of_firm(at)).first()


def newest(version: RuleVersion, at: datetime) -> RuleVersion:
    """The version of the same rule that is in force, the given one while none is."""
    of_rule = RuleVersion.objects.filter(rule=version.rule_id).select_related("rule")
    return of_rule.in_force(today_of_firm(at)).first() or version


def citable(version: RuleVersion | None, at: datetime) -> RuleVersion:
    """The version, if it may be cited at all."""
    if version is None:
        raise RuleMissing(_("Name the rule it is decided by: words alone are not enough."))
    if version.rule.retired_at:
        sentence = _("Rule %(number)s is not in force any more.")
        raise RuleNotInForce(sentence % {"number": version.rule.number})
    if version.since > today_of_firm(at):
        sentence = _("Version %(version)s of rule %(number)s is not in force yet.")
        raise RuleNotInForce(sentence % {"version": version.version, "number": version.rule.number})
    return version


def warning(version: RuleVersion, at: datetime) -> str:
    """A sentence when a newer version is in force; empty when this is the one."""
    newer = newest(version, at)
    if newer.version <= version.version:
        return ""
    sentence = _(
        "You cite version %(cited)s of rule %(number)s; version %(newer)s is in force since "
        "%(day)s. Read it again."
    )
    said = {"cited": version.version, "number": version.rule.number, "newer": newer.version}
    return sentence % {**said, "day": date_format(newer.since, "j E Y")}


def counted(citations: QuerySet[Citation]) -> dict[int, Counter[str]]:
    """How often each rule was cited, by what was decided; "outdated" counts apart."""
    found: dict[int, Counter[str]] = {}
    rows = citations.order_by().values_list("version__rule", "act", "is_outdated")
    for rule, act, is_outdated in rows:
        counts = found.setdefault(rule, Counter())
        counts[act] += 1
        counts["outdated"] += is_outdated
    return found
