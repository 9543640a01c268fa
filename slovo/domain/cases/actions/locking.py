from slovo.domain.cases.models import Case


def locked(case: Case) -> Case:
    """The case as it is now, first in line to be changed."""
    related = ("person", "service_class__calendar", "handler", "answerer", "deputy", "principal")
    return Case.objects.select_for_update(of=("self",)).select_related(*related).get(pk=case.pk)
