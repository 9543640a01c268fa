"""Which numbers and addresses of ours live, and who finds it out."""

from datetime import datetime

from slovo.domain.engagements.models import Touchpoint, Way
from slovo.domain.post.mailboxes import mailbox_at


def is_read_by_us(touchpoint: Touchpoint) -> bool:
    """Whether a letter to it would come back to us: a mailbox that we fetch."""
    if touchpoint.way != Way.MAIL:
        return False
    mailbox = mailbox_at(touchpoint.value)
    return mailbox is not None and bool(mailbox.imap_host)


def to_be_tried(standing: list[Touchpoint], at: datetime) -> list[Touchpoint]:
    """By hand: a week has passed, and no letter of ours can do it."""
    return [one for one in standing if one.is_to_be_tried(at) and not is_read_by_us(one)]
