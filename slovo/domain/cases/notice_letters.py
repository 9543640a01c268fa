"""The mail behind a notice, written when it leaves: most are read in the app long before."""

from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import notice_bodies, page_bodies
from slovo.domain.duty.wordings import is_about_duty
from slovo.domain.notices.models import Notice
from slovo.domain.notices.pages import page_of
from slovo.domain.post.mailboxes import sender_of
from slovo.domain.post.models import Delivery, Mailbox
from slovo.lib.mail.composing import compose
from slovo.lib.mail.letter import Address


def write_notice(delivery: Delivery, mailbox: Mailbox) -> bytes:
    """Its bytes, each time the same but for what has been renamed. `ValueError`: no address."""
    notice = Notice.objects.select_related("user").get(pk=_key(delivery.subject))
    if is_about_duty(notice):
        text, html = page_bodies(delivery.letter_subject, "/duty/")
    elif page := page_of(notice):
        text, html = page_bodies(delivery.letter_subject, page.path)
    else:
        text, html = _about_case(notice, delivery.letter_subject)
    return compose(
        sender=Address(*sender_of(mailbox)),
        to=[Address(delivery.to_name, delivery.to_address)],
        subject=delivery.letter_subject,
        message_id=delivery.message_id,
        date=notice.at,
        text=text,
        html=html,
        headers={"Auto-Submitted": "auto-generated"},
    )


def _about_case(notice: Notice, subject: str) -> tuple[str, str]:
    case = Case.objects.select_related("person", "answerer").get(pk=_key(notice.subject))
    return notice_bodies(case, notice.user, subject, notice.at)


def _key(reference: str) -> int:
    return int(reference.partition(":")[2])
