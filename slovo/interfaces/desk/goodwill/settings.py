"""How much each role may give away, and how much goodwill may cost in a quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from slovo.domain.billing.reckoning import today
from slovo.domain.goodwill.actions.limits import save_limits, set_budget
from slovo.domain.goodwill.models import Budget, RoleLimit
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.goodwill.forms import BudgetForm, LimitsForm, limits_now
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.lib.sums import money
from slovo.web.toasts import say


@for_desk("set_limits")
def limits(request: HttpRequest) -> HttpResponse:
    form = LimitsForm(typed(request), initial=limits_now())
    saved = ask(form, lambda **said: save_limits(**said, by=reader(request), at=clock.now()))
    if saved is not None:
        say(request, __("It holds from now on."))
        return redirect("settings-goodwill")
    return _page(request, form, _budget_form(None))


@require_POST
@for_desk("set_limits")
def budget(request: HttpRequest) -> HttpResponse:
    form = _budget_form(request)
    saved = ask(form, lambda **said: set_budget(**said, by=reader(request), at=clock.now()))
    if saved is not None:
        say(request, __("The budget of the quarter is set."))
        return redirect("settings-goodwill")
    page = _page(request, LimitsForm(initial=limits_now()), form)
    page.status_code = 422
    return page


def _budget_form(request: HttpRequest | None) -> BudgetForm:
    first = limits_now()
    initial = {"first_day": today(clock.now()), "currency": first.get("currency", "")}
    return BudgetForm(request.POST if request else None, initial=initial)


def _page(request: HttpRequest, form: LimitsForm, budget_form: BudgetForm) -> HttpResponse:
    language = request.LANGUAGE_CODE
    limits_ = RoleLimit.objects.all()
    return form_part(
        request,
        "goodwill",
        form,
        budget_form=budget_form,
        rows=[
            (row.get_role_display(), money(row.amount, row.currency, language)) for row in limits_
        ],
        budgets=[
            (row.first_day, money(row.amount, row.currency, language))
            for row in Budget.objects.all()[:8]
        ],
    )
