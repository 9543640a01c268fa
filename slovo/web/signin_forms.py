from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.LoginForm):
    """The part writes its labels in title case; the house speaks."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("Mail address")
        self.fields["remember"].label = _("Keep me signed in")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ResetPassword(forms.ResetPasswordForm):
    """The part's own label is said once, in English, when the process begins."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("Mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)
