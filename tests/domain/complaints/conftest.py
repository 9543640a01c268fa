import pytest


@pytest.fixture
def case(olena, engagement):
    """Petro works on it."""
    from slovo.domain.cases.actions.opening import open_case
    from tests.make import MORNING

    return open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING)


@pytest.fixture
def filed(case, olena, nadia, roman):
    """Olena complains of it; Nadia sees it through."""
    from slovo.domain.complaints.actions.filing import file_complaint
    from tests.make import MORNING

    return file_complaint(olena, stated="Nobody calls me back.", about=case, by=roman, at=MORNING)
