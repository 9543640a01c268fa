"""Three languages, complete: nothing missing, nothing unsure, every placeholder kept."""

from datetime import timedelta

import pytest
from django.utils import translation

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Macro, ServiceClass
from slovo.interfaces.commands.demo.cast import found_demo
from slovo.web.messages import LANGUAGES, catalog_path, gaps
from tests.make import MORNING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    if not catalog_path(language).exists():
        pytest.skip("there is no catalogue yet")
    assert gaps(language) == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_nothing_of_the_demo_is_left_in_english(db: None, language: str) -> None:
    with translation.override(language):
        found_demo(language=language, at=MORNING - timedelta(days=30))
    rows = (ServiceClass, Calendar, Macro)
    names = [row.name for kind in rows for row in kind.objects.all()]
    names += User.objects.exclude(job="").values_list("job", flat=True)
    assert [name for name in names if name.isascii()] == []
