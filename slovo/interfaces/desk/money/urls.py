from django.urls import path

from slovo.interfaces.desk.money import documents, imports, invoices, lines, statements

OF_AGREEMENT = "agreements/<int:engagement_id>"
OF_INVOICE = "money/<int:invoice_id>"
OF_LINE = f"{OF_INVOICE}/lines/<int:line_id>"

urlpatterns = [
    path(f"{OF_AGREEMENT}/documents/", documents.add, name="engagement-document"),
    path(
        f"{OF_AGREEMENT}/documents/<int:document_id>/replace/",
        documents.replace,
        name="engagement-document-replace",
    ),
    path(
        f"{OF_AGREEMENT}/documents/<int:document_id>/share/",
        documents.share,
        name="engagement-document-share",
    ),
    path("documents/<int:document_id>/", documents.show, name="document-show"),
    path(f"{OF_AGREEMENT}/price/", invoices.price, name="engagement-price"),
    path(f"{OF_AGREEMENT}/invoices/", invoices.draft, name="engagement-invoice"),
    path(f"{OF_AGREEMENT}/time/<int:entry_id>/free/", invoices.free, name="engagement-time-free"),
    path(f"{OF_AGREEMENT}/expectation/", statements.expect, name="engagement-expectation"),
    path(
        f"{OF_AGREEMENT}/expectation/<int:expectation_id>/answer/",
        statements.answer,
        name="engagement-expectation-answer",
    ),
    path(
        "clients/<int:person_id>/statement/<int:year>/<int:month>/",
        statements.show,
        name="statement-show",
    ),
    path("reviews/<int:review_id>/", statements.settle, name="review-settle"),
    path("money/import/", imports.show, name="money-import"),
    path("money/", invoices.show_list, name="invoice-list"),
    path(f"{OF_INVOICE}/", invoices.show, name="invoice-show"),
    path(f"{OF_INVOICE}/time/", invoices.time, name="invoice-time"),
    path(f"{OF_INVOICE}/issue/", invoices.issue, name="invoice-issue"),
    path(f"{OF_INVOICE}/withdraw/", invoices.withdraw, name="invoice-withdraw"),
    path(f"{OF_INVOICE}/payments/", invoices.pay, name="invoice-pay"),
    path(
        f"{OF_INVOICE}/payments/<int:payment_id>/drop/",
        invoices.unpay,
        name="invoice-payment-drop",
    ),
    path(f"{OF_INVOICE}/lines/", lines.add, name="invoice-line"),
    path(f"{OF_LINE}/price/", lines.price, name="invoice-line-price"),
    path(f"{OF_LINE}/drop/", lines.drop, name="invoice-line-drop"),
    path(f"{OF_LINE}/hold/", lines.hold, name="invoice-line-hold"),
    path(f"{OF_LINE}/release/", lines.release, name="invoice-line-release"),
    path(f"{OF_LINE}/zero/", lines.zero, name="invoice-line-zero"),
    path(f"{OF_LINE}/credit/", lines.credit, name="invoice-line-credit"),
]
