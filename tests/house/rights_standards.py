"""Classes, macros and rules of the house, for the scene of the rights."""

from typing import Any

from slovo.domain.journal.actors import HOUSE
from slovo.domain.standards.actions.macros import save_macro
from slovo.domain.standards.models import Rule, ServiceClass
from tests.make import MORNING


def standards_keys() -> dict[str, Any]:
    rule = Rule.objects.get(number="1")
    macro = save_macro(None, name="Thanks", texts={"en": "Thank you."}, by=HOUSE, at=MORNING)
    return {
        "settings-class": ServiceClass.objects.latest("pk").pk,
        "settings-macro": macro.pk,
        "settings-rule": rule.pk,
        "rule": rule.number,
    }
