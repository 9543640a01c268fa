"""Before anybody is looked for among all: nobody is left who was not compared with the others."""

from datetime import datetime

from slovo.domain.clients.actions.indexing import index_people
from slovo.domain.journal.actors import Doer


def index_everybody(*, by: Doer, at: datetime) -> None:
    """Some at a time, so that whoever writes beside it waits for few."""
    while index_people(by=by, at=at):
        continue
