import pytest


@pytest.fixture
def twin(olena, berehynia, petro):
    from tests.domain.clients.scene import make_twin

    return make_twin(berehynia, petro)


@pytest.fixture
def matter(twin, petro):
    from tests.domain.clients.scene import make_matter

    return make_matter(twin, petro)


@pytest.fixture
def tokens(matter, twin):
    from tests.domain.clients.scene import make_tokens

    return make_tokens(matter, twin)


@pytest.fixture
def everything(twin, olena, petro, berehynia, tokens):
    from tests.domain.clients.scene import make_everything

    return make_everything(twin, olena, petro, berehynia)
