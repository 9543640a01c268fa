"""A bearer token for the API; it is shown once."""

import argparse

from django.utils.translation import gettext as _

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.access.models import TokenRight
from slovo.domain.staff.models import User
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("user", metavar="EMAIL", help="whose token it is; it may what he may")
    parser.add_argument("--name", default="", help="what it is for")
    parser.add_argument(
        "--calls", action="store_true", help="for a telephone system: it tells of calls, no more"
    )


def run(options: argparse.Namespace) -> int:
    user = User.objects.filter(email__iexact=options.user, left_at=None).first()
    if user is None:
        complain(_("Nobody here has the address %(email)s.") % {"email": options.user})
        return 1
    right = TokenRight.CALLS if options.calls else ""
    token = make_token(user, name=options.name, right=right, by=user, at=clock.now())
    say(options, {"user": user.email, "token": token}, token)
    return 0
