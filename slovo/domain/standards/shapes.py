"""Rules as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.standards.models import Citation, Rule, RuleVersion
from slovo.lib.moments import instant


def rule_as_dict(rule: Rule) -> dict[str, Any]:
    return {
        "number": rule.number,
        "owner": rule.owner.full_name,
        "retired_at": instant(rule.retired_at),
        "versions": [version_as_dict(one) for one in rule.versions.all()],
    }


def version_as_dict(version: RuleVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "title": version.title,
        "text": version.text,
        "since": version.since.isoformat(),
        "written_at": instant(version.written_at),
    }


def citation_as_dict(citation: Citation) -> dict[str, Any]:
    """`is_outdated`: a newer version was in force when it was cited."""
    return {
        "act": citation.act,
        "about": citation.subject,
        "rule": citation.version.rule.number,
        "version": citation.version.version,
        "by": citation.cited_by.full_name,
        "at": instant(citation.cited_at),
        "is_outdated": citation.is_outdated,
    }
