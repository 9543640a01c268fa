from slovo.domain.cases.models import Case
from slovo.lib.rows import first, join

PEOPLE = ("person", "handler", "answerer", "deputy", "principal")


def locked(case: Case) -> Case:
    """The case as it is now, first in line to be changed.

    Who stands around it is taken over from `case` as far as it is known and still the same; the
    rules it follows are read anew.
    """
    fresh = first(Case, pk=case.pk, is_locked=True)
    if fresh is None:
        raise Case.DoesNotExist
    for name in PEOPLE:
        is_known = Case._meta.get_field(name).is_cached(case)  # type: ignore[union-attr]
        if is_known and getattr(case, f"{name}_id") == getattr(fresh, f"{name}_id"):
            setattr(fresh, name, getattr(case, name))
    join(fresh, "person", "service_class")
    join(fresh.service_class, "calendar")
    return fresh
