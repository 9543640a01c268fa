"""A telephone system that tells of Olena's calls."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.calls.actions.extensions import save_extensions
from slovo.domain.calls.actions.reporting import Told, report_call
from tests import make

RINGS = datetime(2027, 3, 10, 9, 40, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OLENA = "0440000001"


@pytest.fixture
def lines(petro, iryna, olha):
    save_extensions({petro: "101", iryna: "102, 202"}, by=olha, at=make.MORNING)


@pytest.fixture
def told(firm, roman, lines):
    """Tell of a call at an instant; what is not said is an unanswered call of Olena's."""

    def tell(uid="1", *, at=None, **sides):
        given = {"course": "in", "number": OLENA, "started_at": RINGS, **sides}
        return report_call(Told(uid=uid, **given), by=roman, at=at or RINGS + 5 * MINUTE)

    return tell


def ended(**sides):
    return {"ended_at": RINGS + 20 * SECOND, **sides}


def answered(line="101", **sides):
    return {"answered_at": RINGS + 5 * SECOND, "ended_at": RINGS + 4 * MINUTE, "line": line} | sides
