"""The statistics of a small firm: shares, scores and differences that say how sure they are.

Every interval is a 95 % interval. "No data" is None, never 0 %.
"""

from collections.abc import Sequence
from math import ceil, exp, lgamma, log, sqrt
from statistics import fmean, variance
from typing import NamedTuple, TypeVar

Z = 1.959964
Value = TypeVar("Value")


class Share(NamedTuple):
    """A figure with the interval it lies in."""

    value: float
    low: float
    high: float


class Difference(NamedTuple):
    """The difference of two means, b - a, with Welch's standard error, t and degrees of freedom."""

    value: float
    low: float
    high: float
    error: float
    t: float
    df: float


def wilson(k: int, n: int) -> Share | None:
    """Return the share k/n as a fraction with Wilson's interval; None when n is 0 (metric M11)."""
    _refuse_unless(makes_sense=0 <= k <= n)
    if not n:
        return None
    share = k / n
    scale = 1 + Z * Z / n
    centre = (share + Z * Z / (2 * n)) / scale
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / scale
    return Share(share, max(0.0, centre - half), min(1.0, centre + half))


def nps(promoters: int, passives: int, detractors: int) -> Share | None:
    """Return the net promoter score, -100 to +100, with its adjusted Wald interval (metric M12)."""
    _refuse_unless(makes_sense=min(promoters, passives, detractors) >= 0)
    n = promoters + passives + detractors
    if not n:
        return None
    up, down = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    middle = up - down
    half = Z * sqrt((up + down - middle * middle) / (n + 3))
    return Share(
        100 * (promoters - detractors) / n,
        max(-100.0, 100 * (middle - half)),
        min(100.0, 100 * (middle + half)),
    )


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Share | None:
    """Return the difference k1/n1 - k2/n2 with Newcombe's interval of Wilson limits (metric M11).

    "Better" or "worse" may be said only if the interval excludes 0.
    """
    one, two = wilson(k1, n1), wilson(k2, n2)
    if one is None or two is None:
        return None
    apart = one.value - two.value
    below = sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Share(apart, apart - below, apart + above)


def welch(a: Sequence[float], b: Sequence[float]) -> Difference | None:
    """Return mean(b) - mean(a) with Welch's interval (metric M14); improved if `low` exceeds 0.

    None with fewer than two values on a side, or when no value differs from another.
    """
    if min(len(a), len(b)) < 2:
        return None
    one, two = variance(a) / len(a), variance(b) / len(b)
    if not one + two:
        return None
    error = sqrt(one + two)
    df = (one + two) ** 2 / (one**2 / (len(a) - 1) + two**2 / (len(b) - 1))
    apart = fmean(b) - fmean(a)
    half = _t_quantile(df) * error
    return Difference(apart, apart - half, apart + half, error, apart / error, df)


def nearest_rank(values: Sequence[Value], q: float) -> Value | None:
    """Return the smallest value with rank ≥ ceil(q·n), 0 < q ≤ 1; None of nothing."""
    _refuse_unless(makes_sense=0 < q <= 1)
    if not values:
        return None
    # 0.07 · 100 is a little more than 7 in binary; the rank must not jump for that.
    rank = max(1, ceil(round(q * len(values), 9)))
    return sorted(values)[rank - 1]  # type: ignore[type-var]


def _refuse_unless(*, makes_sense: bool) -> None:
    if not makes_sense:
        raise ValueError("These counts cannot be.")


def _t_quantile(df: float) -> float:
    """Student's 97.5 % quantile by halving."""
    low, high = 0.0, 1000.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        # The tail beyond ±t is the incomplete beta function at df/(df + t²).
        is_outside = _incomplete_beta(df / (df + middle * middle), df / 2, 0.5) > 0.05
        low, high = (middle, high) if is_outside else (low, middle)
    return high


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function by its continued fraction (DLMF 8.17.22).

    It converges quickly for x < (a + 1)/(a + b + 2), where every t beyond 1 or so lies.
    """
    front = exp(a * log(x) + b * log(1 - x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    fraction = 1.0
    for m in range(200, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 + odd / (1 + even / fraction)
    return front / fraction
