from slovo.domain.cases.models import Case

PEOPLE = ("person", "handler", "answerer", "deputy", "principal")


def locked(case: Case) -> Case:
    """The case as it is now, first in line to be changed.

    Who stands around it is taken over from `case` as far as it is known and still the same; the
    rules it follows are read anew.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    for name in PEOPLE:
        is_known = Case._meta.get_field(name).is_cached(case)  # type: ignore[union-attr]
        if is_known and getattr(case, f"{name}_id") == getattr(fresh, f"{name}_id"):
            setattr(fresh, name, getattr(case, name))
    return fresh
