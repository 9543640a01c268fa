"""A query that asks for no order gets the reverse of its rows: PostgreSQL promises none."""

from typing import Any

import pytest
from django.db.models.query import QuerySet


@pytest.fixture(scope="session", autouse=True)
def no_order_unless_asked():
    fetch = QuerySet._fetch_all

    def fetch_in_any_order(self: QuerySet[Any]) -> None:
        is_new = self._result_cache is None
        fetch(self)
        if is_new and not self.ordered:
            self._result_cache.reverse()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_in_any_order)
        yield
