"""Rules of the house, and how far it goes for a client, for the scene of the rights."""

from typing import Any

from slovo.domain.standards.models import Rule


def rule_keys() -> dict[str, Any]:
    rule = Rule.objects.get(number="1")
    return {"settings-rule": rule.pk, "rule": rule.number}
