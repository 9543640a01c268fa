"""Why a client may not be spoken to now: kept with what is held, said in the reader's language."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Hold:
    """What stands in the way; `most` in `days` for a cap, `why` for quiet days."""

    code: str
    most: int = 0
    days: int = 0
    why: str = ""

    @classmethod
    def kept(cls, facts: dict[str, Any]) -> "Hold | None":
        return cls(**facts) if facts else None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def sentence(self) -> str:
        if self.code in ("week", "month"):
            return self._cap
        if self.code == "quiet" and not self.why:
            return _("These are quiet days of the client.")
        said = {
            "none": _("The client wants nothing that was not asked for."),
            "channel": _("The client does not want to be reached this way."),
            "quiet": _("These are quiet days of the client: %(why)s."),
            "night": _("It is evening or night where the client is."),
            "survey": _("A client is asked about our work at most once within %(days)s days."),
            "turned_down": _(
                "The client asked for less: no questions about our work for %(days)s days."
            ),
        }[self.code]
        return said % {"why": self.why.rstrip("."), "days": self.days}

    @property
    def _cap(self) -> str:
        words = ngettext(
            "The client hears from us unasked at most %(most)s time within %(days)s days.",
            "The client hears from us unasked at most %(most)s times within %(days)s days.",
            self.most,
        )
        return words % {"most": self.most, "days": self.days}


class Limit(NamedTuple):
    """At most so many words of these kinds within so many days."""

    code: str
    most: int
    days: int
    kinds: tuple[str, ...]

    @property
    def halved(self) -> "Limit":
        """Half as many; what is once already, is once in twice the time."""
        if self.most > 1:
            return self._replace(most=self.most // 2)
        return self._replace(days=self.days * 2)


def passing(why: str, *, is_quiet: bool) -> str:
    """Why a word about his own matter leaves all the same (R066)."""
    if not is_quiet:
        return _("It is about the client’s own matter: it passes and is not counted.")
    if not why:
        return _("These are quiet days of the client. The client’s own matter passes them.")
    words = _("These are quiet days of the client: %(why)s. The client’s own matter passes them.")
    return words % {"why": why.rstrip(".")}
