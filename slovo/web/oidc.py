"""Sign-in through the firm's own identity provider (OpenID Connect), when one is named.

Nobody becomes a colleague by it: who signs in there must stand in the settings with the same,
verified mail address. From then on the provider's own number of him counts, not the address.
"""

from typing import Any, Never

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from slovo.domain.staff.models import User


class KnownColleagues(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        verified = [place.email for place in sociallogin.email_addresses if place.verified]
        if not verified:
            refuse(request, _("Your provider has not verified your mail address."))
        colleague = User.objects.filter(email__iexact=verified[0], left_at=None).first()
        if colleague is None:
            words = _("Nobody here works under %(address)s. Ask your administrator to add you.")
            refuse(request, words % {"address": verified[0]})
        sociallogin.connect(request, colleague)

    def on_authentication_error(self, request: HttpRequest, *_words: Any, **_more: Any) -> None:
        refuse(request, _("Your provider did not sign you in. Please try once more."))

    def send_notification_mail(self, *_words: Any, **_more: Any) -> None:
        """A colleague knows where he has just signed in."""


def refuse(request: HttpRequest, words: str) -> Never:
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("account_login"))
