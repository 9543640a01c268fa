"""The check values of the metrics, and a few from published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.stats import Share, _t_quantile, nearest_rank, newcombe, nps, welch, wilson


def percent(share: Share | None) -> tuple[float, float, float]:
    assert share is not None
    return tuple(round(100 * figure, 1) for figure in share)


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (92, 100, (92.0, 85.0, 95.9)),
        (9, 10, (90.0, 59.6, 98.2)),
        (10, 10, (100.0, 72.2, 100.0)),
        (0, 10, (0.0, 0.0, 27.8)),
        (1, 1, (100.0, 20.7, 100.0)),
        (18, 24, (75.0, 55.1, 88.0)),
        (41, 45, (91.1, 79.3, 96.5)),
        (2, 25, (8.0, 2.2, 25.0)),
        (31, 59, (52.5, 40.0, 64.7)),
        (7, 10, (70.0, 39.7, 89.2)),
        (5, 6, (83.3, 43.6, 97.0)),
    ],
)
def test_wilson(k, n, expected):
    assert percent(wilson(k, n)) == expected


def test_no_data_is_no_share():
    assert wilson(0, 0) is None
    assert nps(0, 0, 0) is None
    assert newcombe(0, 0, 1, 2) is None
    assert nearest_rank([], 0.5) is None


@pytest.mark.parametrize(("k", "n"), [(3, 2), (-1, 2)])
def test_counts_that_cannot_be(k, n):
    with pytest.raises(ValueError, match="cannot be"):
        wilson(k, n)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((25, 15, 10), (30.0, 7.3, 49.3)), ((10, 0, 0), (100.0, 47.5, 100.0))],
)
def test_nps(counts, expected):
    assert tuple(round(figure, 1) for figure in nps(*counts)) == expected


def test_newcombe_as_published():
    # Newcombe 1998, table II, method 10: 56/70 - 48/80.
    assert tuple(round(figure, 4) for figure in newcombe(56, 70, 48, 80)) == (0.2, 0.0524, 0.3339)
    assert tuple(round(figure, 4) for figure in newcombe(0, 10, 0, 10)) == (0, -0.2775, 0.2775)


def test_welch():
    before = [7, 6, 8, 7, 7, 6, 8, 7, 5, 9, 7, 7]
    after = [8, 8, 9, 7, 8, 8, 9, 7, 8, 8, 9, 7]
    found = welch(before, after)
    assert round(found.value, 2) == 1.00
    assert round(found.error, 3) == 0.369
    assert round(found.t, 3) == 2.708
    assert round(found.df, 1) == 19.8
    assert (round(found.low, 3), round(found.high, 3)) == (0.229, 1.771)


@pytest.mark.parametrize(("a", "b"), [([7], [8, 9]), ([7, 7], [8, 8]), ([], [])])
def test_welch_of_too_little(a, b):
    assert welch(a, b) is None


@pytest.mark.parametrize(
    ("df", "quantile"), [(1, 12.7062), (2, 4.3027), (10, 2.2281), (120, 1.9799), (1e6, 1.96)]
)
def test_student(df, quantile):
    assert round(_t_quantile(df), 4) == quantile


@pytest.mark.parametrize(
    ("count", "q", "expected"),
    [(10, 0.5, 5), (10, 0.9, 9), (11, 0.9, 10), (100, 0.07, 7), (1, 0.01, 1), (3, 1, 3)],
)
def test_nearest_rank(count, q, expected):
    assert nearest_rank(list(range(count, 0, -1)), q) == expected


def test_a_rank_beyond_the_values():
    with pytest.raises(ValueError, match="cannot be"):
        nearest_rank([1], 0)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_in_its_interval(k, n):
    share = wilson(min(k, n), n)
    assert 0 <= share.low <= share.value + 1e-12
    assert share.value - 1e-12 <= share.high <= 1
