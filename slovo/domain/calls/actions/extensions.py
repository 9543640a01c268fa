from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calls.models import Extension
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

LONGEST = 40


class ExtensionIsTaken(Refusal):
    """One extension rings at one colleague's; a colleague may have several."""


@transaction.atomic
def save_extensions(lines: Mapping[User, str], *, by: User, at: datetime) -> None:
    """All extensions of each colleague named, such as «101, 201». Saved twice, saved once."""
    refuse_unless_allowed("change_settings", by)
    wanted = _wanted(lines)
    known = {row.number: row for row in Extension.objects.select_for_update()}
    changed = set[User]()
    for number, row in known.items():
        is_others = row.user not in lines
        if is_others and number in wanted:
            sentence = _("%(number)s is the extension of %(name)s.")
            raise ExtensionIsTaken(sentence % {"number": number, "name": row.user.full_name})
        if not is_others and wanted.get(number) != row.user:
            changed.add(row.user)
            row.delete()
    for number, user in wanted.items():
        if number not in known or known[number].user != user:
            Extension.objects.create(number=number, user=user)
            changed.add(user)
    for user in sorted(changed, key=lambda each: each.pk):
        record("extension.saved", user, by=by, at=at)


def _wanted(lines: Mapping[User, str]) -> dict[str, User]:
    wanted: dict[str, User] = {}
    for user, words in lines.items():
        for number in dict.fromkeys(words.replace(",", " ").split()):
            if number in wanted:
                sentence = _("%(number)s is given to two colleagues.")
                raise ExtensionIsTaken(sentence % {"number": number})
            if len(number) > LONGEST:
                raise ExtensionIsTaken(_("“%(number)s” is no extension.") % {"number": number})
            wanted[number] = user
    return wanted
