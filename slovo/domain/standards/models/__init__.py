from slovo.domain.standards.models.macro import Macro
from slovo.domain.standards.models.rule import Act, Citation, Rule, RuleVersion
from slovo.domain.standards.models.service_class import Pace, ServiceClass, default_class

__all__ = [
    "Act",
    "Citation",
    "Macro",
    "Pace",
    "Rule",
    "RuleVersion",
    "ServiceClass",
    "default_class",
]
