"""Invoices: the list, one of them, and its way from a draft to being paid."""

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.actions.drafting import bill_time, draft_invoice
from slovo.domain.billing.actions.issuing import DUE_WITHIN, issue_invoice, withdraw_invoice
from slovo.domain.billing.actions.payments import drop_payment, record_payment
from slovo.domain.billing.actions.prices import free_time, set_price
from slovo.domain.billing.models import Invoice
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.rows import (
    account_rows,
    day_words,
    invoice_row,
    line_row,
    owed_words,
)
from slovo.domain.billing.unbilled import unbilled
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, page_of
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.money.doors import invoice_form, load_engagement, load_invoice
from slovo.interfaces.desk.money.forms import (
    DraftForm,
    IssueForm,
    PaymentForm,
    PriceForm,
    TimeChoice,
    WhyForm,
    issue_days,
)
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.lib.sums import money

FILTERS = {
    "": _("All"),
    "open": _("To be paid"),
    "overdue": _("Overdue"),
    "held": _("With a held line"),
    "draft": _("Drafts"),
}


@for_desk("see_money")
def show_list(request: HttpRequest) -> HttpResponse:
    voice, chosen = Voice.here(clock.now()), request.GET.get("show", "")
    day, visible = today(voice.now), Invoice.objects.visible_to(reader(request))
    kinds = {
        "open": visible.open(),
        "overdue": visible.overdue(day),
        "held": visible.held(),
        "draft": visible.drafts(),
    }
    found = slice_of(kinds.get(chosen, visible).whole(), "-made_at", request.GET.get("after", ""))
    context = {
        "rows": [invoice_row(row, voice.language, day) for row in found.rows],
        "after": found.after,
        "chosen": chosen,
        "tabs": list(FILTERS.items()),
        "owed": _sums(visible.open(), voice.language),
        "overdue": _sums(visible.overdue(day), voice.language),
        "may_import": reader(request).may("import_money"),
    }
    return render(request, "desk/money/list.html", context)


@for_desk("see_money")
def show(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice, user = load_invoice(request, invoice_id), reader(request)
    voice = Voice.here(clock.now())
    language = voice.language
    payments = [
        (row, money(row.amount, invoice.currency, language), day_words(row.paid_on))
        for row in invoice.payments.all()
    ]
    context = {
        "invoice": invoice,
        "engagement": invoice.engagement,
        "row": invoice_row(invoice, language, today(voice.now)),
        "lines": [line_row(line, invoice, language) for line in invoice.live_lines],
        "account": account_rows(invoice, language),
        "owed": owed_words(invoice, language),
        "payments": payments,
        "issued": day_words(invoice.issued_on),
        "due": day_words(invoice.due_on),
        "period": " – ".join(filter(None, map(day_words, (invoice.since, invoice.until)))),
        **{right: user.may(right) for right in ("hold_line", "zero_line", "withdraw_invoice")},
    }
    return render(request, "desk/money/show.html", context)


@for_desk("save_invoice")
def draft(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    form = DraftForm(typed(request), initial={"currency": _currency(engagement)})
    made = ask(
        form,
        lambda **said: draft_invoice(engagement, **said, by=reader(request), at=clock.now()),
    )
    if made is not None:
        return redirect("invoice-show", made.pk)
    words = {"engagement": engagement, "title": _("New invoice"), "button": _("Begin it")}
    back = {"back": page_of(engagement, "money")}
    return show_form(request, "desk/agreements/form.html", form, words | back)


@for_desk("set_price")
def price(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement, at = load_engagement(request, engagement_id), clock.now()
    first = {"currency": _currency(engagement), "since": today(at)}
    return form_page(
        request,
        engagement,
        PriceForm(typed(request), initial=first),
        lambda **said: set_price(engagement, **said, by=reader(request), at=at),
        title=_("What an hour costs"),
        lede=_("It counts from its day on. Lines priced before keep their price."),
        button=_("Set it"),
        done=_("The price is set."),
        part="money",
    )


@for_desk("free_time")
def free(request: HttpRequest, engagement_id: int, entry_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    entry = get_object_or_404(engagement.time, pk=entry_id)
    return form_page(
        request,
        engagement,
        WhyForm(typed(request)),
        lambda why: free_time(entry, why=why, by=reader(request), at=clock.now()),
        title=_("The client never pays for this"),
        lede=f"{entry.note}",
        button=_("Free of charge for good"),
        done=_("It stands at zero on any invoice."),
        part="time",
    )


@for_desk("save_invoice")
def time(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice = load_invoice(request, invoice_id)
    rows = unbilled(invoice.engagement)
    language = Voice.here(clock.now()).language
    return invoice_form(
        request,
        invoice,
        TimeChoice(typed(request), rows=rows, language=language, initial={"entries": rows}),
        lambda entries: bill_time(invoice, entries=entries, by=reader(request), at=clock.now()),
        title=_("Time on this invoice"),
        lede=_(
            "Each at the hourly price of its day. What the client has not approved is not here."
        ),
        button=_("Put it on the invoice"),
        is_empty=not rows.exists(),
    )


@for_desk("save_invoice")
def issue(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice, at = load_invoice(request, invoice_id), clock.now()
    first = issue_days(invoice, today(at), today(at) + DUE_WITHIN)
    return invoice_form(
        request,
        invoice,
        IssueForm(typed(request), initial=first),
        lambda **said: issue_invoice(invoice, **said, by=reader(request), at=at),
        title=_("Issue the invoice"),
        lede=_("From now on it is owed, and its lines are not changed any more."),
        button=_("Issue it"),
        done=_("The invoice is issued."),
    )


@for_desk("withdraw_invoice")
def withdraw(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice = load_invoice(request, invoice_id)
    return invoice_form(
        request,
        invoice,
        WhyForm(typed(request)),
        lambda why: withdraw_invoice(invoice, why=why, by=reader(request), at=clock.now()),
        title=_("Withdraw the invoice"),
        lede=_("It counts no more, and its time can be billed anew."),
        button=_("Withdraw it"),
        done=_("The invoice is withdrawn."),
    )


@for_desk("record_payment")
def pay(request: HttpRequest, invoice_id: int) -> HttpResponse:
    invoice, at = load_invoice(request, invoice_id), clock.now()
    first: dict[str, Any] = {"paid_on": today(at)}
    if invoice.owed > 0:
        first["amount"] = invoice.owed
    return invoice_form(
        request,
        invoice,
        PaymentForm(typed(request), initial=first),
        lambda **said: record_payment(invoice, **said, by=reader(request), at=at),
        title=_("A payment came"),
        button=_("Write it down"),
        done=_("The payment is written down."),
    )


@for_desk("record_payment")
def unpay(request: HttpRequest, invoice_id: int, payment_id: int) -> HttpResponse:
    invoice = load_invoice(request, invoice_id)
    known = get_object_or_404(invoice.payments, pk=payment_id)
    return invoice_form(
        request,
        invoice,
        WhyForm(typed(request)),
        lambda why: drop_payment(known, why=why, by=reader(request), at=clock.now()),
        title=_("Take a payment back"),
        lede=money(known.amount, invoice.currency, Voice.here(clock.now()).language),
        button=_("It was a mistake"),
        done=_("It counts no more."),
    )


def _sums(rows: Any, language: str) -> list[str]:
    """One for each currency."""
    found = rows.order_by("currency").values_list("currency").annotate(all=Sum("owed"))
    return [money(sum_, currency, language) for currency, sum_ in found]


def _currency(engagement: Engagement) -> str:
    """The one that was used last."""
    last = engagement.prices.first() or engagement.invoices.first()
    return last.currency if last else "UAH"
