"""Whether the doer may: the table itself is the staff's, the question is asked at every layer."""

from django.utils.translation import gettext as _


class NotAllowed(PermissionError):
    """The doer's roles do not have this right."""

    def __init__(self, verb: str) -> None:
        self.verb = verb
        super().__init__(_("Your role does not allow this. Ask your principal."))


def refuse_unless_allowed(verb: str, by: object) -> None:
    """Colleagues are held to the table; the house and a client's person are held by their doors."""
    may = getattr(by, "may", None)
    if may is not None and not may(verb):
        raise NotAllowed(verb)
