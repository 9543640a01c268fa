"""What no endpoint hears of: whoever stands above says which cases are nobody else's business."""

from collections.abc import Callable, Collection

Ask = Callable[[Collection[int]], Collection[int]]
_asked: list[Ask] = []


def withhold(which: Ask) -> Ask:
    """Register a question: of these cases, which must not be told of."""
    _asked.append(which)
    return which


def withheld(case_ids: Collection[int]) -> set[int]:
    return {case_id for which in _asked for case_id in which(case_ids)} if case_ids else set()
