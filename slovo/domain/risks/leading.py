from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


def is_leader(user: User, case: Case) -> bool:
    """Who must have seen it: a principal, or who stands in for the one who works on it."""
    return user.has_role(Role.PRINCIPAL) or user.pk in (case.principal_id, case.deputy_id)
