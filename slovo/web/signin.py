import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.password_reset import request_password_reset
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import User
from slovo.lib import clock
from slovo.lib.mail.ids import make_message_id


def send_password_link(request: HttpRequest, user: User) -> None:
    """To his own address, whoever asks: nobody else comes by it."""
    request_password_reset(request, user.email, [user], default_token_generator)


def tell_old_address(request: HttpRequest, user: User, email: str) -> None:
    """Who is shut out by another hears of it where he still reads."""
    context = {"user": user, "request": request}
    ClosedSignup(request).send_mail("account/email/address_changed", email, context)


class ClosedSignup(DefaultAccountAdapter):
    """Nobody signs himself up: colleagues are added in the settings."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Today for who works with clients; others begin where they have something to do."""
        may = getattr(request.user, "may", None)
        if may is None or may("see_cases"):
            return reverse("today")
        return reverse("settings" if may("change_settings") else "profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter about signing in leaves like every other; its link names our own address."""
        user = context.get("user")
        path = urlsplit(context.get("password_reset_url", "")).path
        asker = getattr(context.get("request"), "user", None)
        by = asker if isinstance(asker, User) and asker != user else HOUSE
        context = {
            **context,
            "password_reset_url": f"{settings.PUBLIC_URL}{path}",
            "by_another": by.full_name if isinstance(by, User) else "",
        }
        with translation.override(getattr(user, "language", None) or translation.get_language()):
            letter = self.render_mail(template_prefix, email, context)
        at, mailbox, unique = clock.now(), default_mailbox(), f"A-{secrets.token_hex(8)}"
        host = sender_of(mailbox)[1].rpartition("@")[2]
        queue_letter(
            subject_ref=f"user:{user.pk}" if user else "",
            case_id=None,
            mailbox=mailbox,
            to_name=getattr(user, "full_name", ""),
            to_address=email,
            letter_subject=letter.subject,
            message_id=make_message_id(unique, settings.SECRET_KEY.encode(), host, unique.lower()),
            text=f"{letter.body}\n",
            headers=(("Auto-Submitted", "auto-generated"),),
            send_at=at,
            by=by,
            at=at,
        )

    def format_email_subject(self, subject: str) -> str:
        return subject
