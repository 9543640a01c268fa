"""The tree of causes drawn: a chain of whys, and a fish with a bone for each branch."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from slovo.domain.complaints.models import Complaint, Why
from slovo.domain.mistakes.models import Branch

SPINE_Y, TOP_Y, HEAD = 150, 34, 26
LETTERS, TWIG, STEP = 30, 200, 214
RIB = 62  # how far a bone leans back from the spine


@dataclass(frozen=True, slots=True)
class Twig:
    """A finding on a bone: its line, and its words where they begin."""

    x1: int
    x2: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Bone:
    """One branch: from its name to the spine, with what was found on it."""

    name: str
    x: int
    foot_x: int
    y: int
    text_y: int
    findings: list[str]
    twigs: list[Twig] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """`width` and `spine` are the drawing's; `chain` and the bones' findings are all its words."""

    chain: list[str]
    bones: list[Bone]
    width: int
    spine: int

    @property
    def is_empty(self) -> bool:
        return not self.chain and not self.bones


def tree_of(complaint: Complaint) -> Tree:
    whys = list(complaint.whys.order_by("branch", "place"))
    chain = [why.text for why in whys if not why.branch]
    found = [(branch, _of(whys, branch)) for branch in Branch]
    grown = [(str(branch.label), texts) for branch, texts in found if texts]
    bones = [_bone(place, name, texts) for place, (name, texts) in enumerate(grown)]
    spine = max((bone.foot_x for bone in bones), default=0) + HEAD
    return Tree(chain, bones, spine + 70, spine)


def _of(whys: Iterable[Why], branch: str) -> list[str]:
    return [why.text for why in whys if why.branch == branch]


def _bone(place: int, name: str, texts: list[str]) -> Bone:
    """Two branches share a place on the spine: one above, one below."""
    column, is_below = divmod(place, 2)
    foot = TWIG + 20 + RIB + column * (STEP + RIB)
    y = 2 * SPINE_Y - TOP_Y if is_below else TOP_Y
    return Bone(
        name=name,
        x=foot - RIB,
        foot_x=foot,
        y=y,
        text_y=y + 16 if is_below else y - 8,
        findings=texts,
        twigs=[_twig(order, len(texts), text, foot, y) for order, text in enumerate(texts)],
    )


def _twig(order: int, count: int, text: str, foot: int, y: int) -> Twig:
    share = (order + 1) / (count + 1)
    on_bone = round(foot - RIB + RIB * share)
    level = round(y + (SPINE_Y - y) * share)
    return Twig(on_bone - TWIG, on_bone, level, _short(text))


def _short(text: str) -> str:
    """The whole of it stands in the list below the drawing."""
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip(" ,;:") + "…"
