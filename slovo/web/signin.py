from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


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
