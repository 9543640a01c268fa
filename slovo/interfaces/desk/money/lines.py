"""The lines of an invoice: put on, priced, taken off; held, released, set to zero, credited."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.billing.actions.drafting import add_line, drop_line
from slovo.domain.billing.actions.lines import credit_line, hold_line, release_line, zero_line
from slovo.domain.billing.pricing import reprice
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.money.doors import invoice_form, load_invoice, load_line, press
from slovo.interfaces.desk.money.forms import (
    CreditForm,
    LineForm,
    LinePriceForm,
    WhyForm,
    ZeroForm,
)
from slovo.lib import clock


@for_desk("save_invoice")
def add(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice = load_invoice(request, invoice_id)
    return invoice_form(
        request,
        invoice,
        LineForm(typed(request)),
        lambda **said: add_line(invoice, **said, by=reader(request), at=clock.now()),
        title=_("A line"),
        lede=_("Each line is rounded by itself; exactly half a hundredth goes to the even one."),
        button=_("Put it on the invoice"),
    )


@for_desk("save_invoice")
def price(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return invoice_form(
        request,
        line.invoice,
        LinePriceForm(typed(request), initial={"unit_price": line.unit_price}),
        lambda unit_price: reprice(line, unit_price=unit_price, by=reader(request), at=clock.now()),
        title=_("Another price"),
        lede=line.text,
        button=_("Set it"),
    )


@require_POST
@for_desk("save_invoice")
def drop(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return press(
        request,
        line.invoice,
        lambda: drop_line(line, by=reader(request), at=clock.now()),
        done=__("The line is taken off."),
    )


@for_desk("hold_line")
def hold(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return invoice_form(
        request,
        line.invoice,
        WhyForm(typed(request)),
        lambda why: hold_line(line, why=why, by=reader(request), at=clock.now()),
        title=_("Hold this line"),
        lede=line.text,
        button=_("Hold it"),
        done=_("The client is not asked for it until it is released."),
    )


@require_POST
@for_desk("hold_line")
def release(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return press(
        request,
        line.invoice,
        lambda: release_line(line, by=reader(request), at=clock.now()),
        done=__("The client is asked for it again."),
    )


@for_desk("zero_line")
def zero(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return invoice_form(
        request,
        line.invoice,
        ZeroForm(typed(request)),
        lambda why: zero_line(line, why=why, by=reader(request), at=clock.now()),
        title=_("Set this line to zero"),
        lede=line.text,
        button=_("Free of charge for good"),
        done=_("It costs nothing, and stays so."),
    )


@for_desk("credit_line")
def credit(request: HttpRequest, invoice_id: int, line_id: int) -> HttpResponse:
    line = load_line(request, invoice_id, line_id)
    return invoice_form(
        request,
        line.invoice,
        CreditForm(typed(request), initial={"amount": line.left}),
        lambda **said: credit_line(line, **said, by=reader(request), at=clock.now()),
        title=_("Credit this line"),
        lede=line.text,
        button=_("Credit it"),
        done=_("The credit stands beside the line."),
    )
