"""A case does not end over a mistake of ours that is still open (R005)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from slovo.domain.cases.bars import Obstacle
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import Doer
from slovo.domain.mistakes.models import Mistake


def open_mistakes(case: Case, _by: Doer) -> Iterator[Obstacle]:
    """Whoever sees the case sees its mistakes."""
    sentence = _("Our mistake “%(text)s” is still open here: %(step)s.")
    for mistake in Mistake.objects.open().filter(case=case).order_by("pk"):
        said = {"text": mistake, "step": str(mistake.step.label).lower()}
        yield Obstacle(sentence % said, f"/mistakes/{mistake.pk}/")
