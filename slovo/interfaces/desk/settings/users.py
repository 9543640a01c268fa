"""Colleagues: who signs in, what each may do, and who leaves."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from slovo.domain.complaints.models.outside import HOST
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.actions.users import (
    ColleagueIsNeeded,
    leave_firm,
    return_to_firm,
    save_user,
)
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import LanguageField, ZoneField
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.signin import send_password_link, tell_old_address
from slovo.web.toasts import say

SIDES = ("full_name", "email", "roles", "phone", "job", "language", "zone")
ABOUT = {
    Role.PRINCIPAL: _("answers for the firm to its clients; may do everything"),
    Role.FRONT_OFFICE: _("takes requests in, gives them to colleagues, makes agreements"),
    Role.SPECIALIST: _("works on cases and answers clients"),
    Role.COMPLAINT_OWNER: _("works on cases, and on complaints about colleagues"),
    Role.SURVEYOR: _("asks clients how they were served; sees no cases"),
    Role.ADMINISTRATOR: _("keeps mailboxes, settings and colleagues; sees no cases"),
}


def roles() -> list[tuple[str, Any]]:
    words = __("%(role)s: %(about)s")
    return [(str(r.value), words % {"role": r.label, "about": ABOUT[r]}) for r in Role]


class UserForm(KnownForm):
    full_name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Mail address"), help_text=_("He signs in with it."))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=roles, widget=forms.CheckboxSelectMultiple
    )
    job = forms.CharField(
        label=_("Job"),
        max_length=120,
        required=False,
        help_text=_("Clients read it beside the name."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = LanguageField(help_text=_("The desk speaks it to this colleague."))
    zone = ZoneField(help_text=_("Times are shown to this colleague in this zone."))
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_("At least eight characters. Empty: the colleague gets a link to choose one."),
    )

    def suit(self, by: User, known: User | None) -> None:
        """What is not his to decide is not asked, or only shown."""
        is_principal = by.has_role(Role.PRINCIPAL)
        if known or not is_principal:
            del self.fields["password"]
        if not is_principal:
            chosen: Any = self.fields["roles"]
            chosen.choices = [row for row in roles() if row[0] != Role.PRINCIPAL]
            self.fields["email"].disabled = bool(known) and known != by
        if self.is_barred(by, known):
            chosen.choices = roles()
            for field in self.fields.values():
                field.disabled = True

    @staticmethod
    def is_barred(by: User, known: User | None) -> bool:
        touches = known is not None and known.has_role(Role.PRINCIPAL)
        return touches and not by.has_role(Role.PRINCIPAL)


@for_desk("save_user")
def user_list(request: HttpRequest) -> HttpResponse:
    rows = list(User.objects.exclude(email__endswith=f"@{HOST}").order_by("full_name"))
    here = [user for user in rows if user.is_active]
    gone = [user for user in rows if not user.is_active]
    return part(request, "users", rows=[*map(described, here)], gone=gone)


def described(user: User) -> tuple[User, str]:
    return user, ", ".join(str(Role(role).label) for role in user.roles)


@sensitive_post_parameters("password")
@for_desk("save_user")
def user_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(User, pk=pk) if pk else None
    firm = Firm.objects.get()
    initial: dict[str, Any] = {"language": firm.language, "zone": firm.zone}
    initial |= {side: getattr(known, side) for side in SIDES} if known else {}
    form = UserForm(typed(request), initial=initial, is_known=known is not None)
    by = reader(request)
    form.suit(by, known)
    was_at = known.email if known else ""
    saved = ask(form, lambda **sides: save_user(known, **sides, by=by, at=clock.now()))
    if saved:
        say(request, __("%(name)s is saved.") % {"name": saved.full_name})
        if not saved.has_usable_password() and not known:
            send_password_link(request, saved)
        elif known and saved.email != was_at:
            tell_old_address(request, saved, was_at)
        return redirect("settings-users")
    is_barred = form.is_barred(by, known)
    return form_part(request, "user", form, known=known, is_barred=is_barred)


@require_POST
@for_desk("save_user")
def user_link(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, left_at=None)
    send_password_link(request, user)
    words = __("A link to choose a new password is on its way to %(email)s.")
    say(request, words % {"email": user.email})
    return redirect("settings-user", pk)


@require_POST
@for_desk("save_user")
def user_leave(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    try:
        leave_firm(user, by=reader(request), at=clock.now())
    except Refusal as refusal:
        rows = refusal.rows if isinstance(refusal, ColleagueIsNeeded) else []
        may = reader(request).may("introduce_successor")
        page = part(
            request,
            "user_leave",
            known=user,
            refusal=str(refusal),
            needed=rows,
            may_introduce=may,
        )
        page.status_code = 409
        return page
    words = __("%(name)s has left the firm and cannot sign in any more.")
    say(request, words % {"name": user.full_name})
    return redirect("settings-users")


@require_POST
@for_desk("save_user")
def user_return(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return_to_firm(user, by=reader(request), at=clock.now())
    say(request, __("%(name)s can sign in again.") % {"name": user.full_name})
    return redirect("settings-users")
