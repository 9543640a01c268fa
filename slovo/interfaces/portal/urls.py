from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.portal import (
    about,
    asking,
    card,
    helped,
    less,
    mistakes,
    money,
    questions,
    records,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("c/<str:token>/", views.show, name="client-case"),
    path("c/<str:token>/history/", views.history, name="client-history"),
    path("c/<str:token>/changes/", views.changes, name="client-changes"),
    path("c/<str:token>/card.vcf", card.save, name="client-card"),
    path("c/<str:token>/files/<int:file_id>/", views.file, name="client-file"),
    path("c/<str:token>/reply/", views.reply, name="client-reply"),
    path("c/<str:token>/wrong/", asking.wrong, name="client-wrong"),
    path("c/<str:token>/about/", about.show, name="client-about"),
    path("c/<str:token>/about/<int:detail_id>/", about.forget, name="client-forget"),
    path("c/<str:token>/lost/<int:admitted_id>/", mistakes.lost, name="client-lost"),
    path("c/<str:token>/rude/<int:message_id>/", mistakes.rude, name="client-rude"),
    path("c/<str:token>/solved/", asking.solved, name="client-solved"),
    path("c/<str:token>/less/", less.of_case, name="client-case-less"),
    path("less/<str:token>/", less.of_letter, name="client-less"),
    path("c/<str:token>/money/", money.show_list, name="client-money"),
    path("c/<str:token>/money/<int:invoice_id>/", money.show, name="client-invoice"),
    path("c/<str:token>/documents/<int:document_id>/", money.document, name="client-document"),
    path(
        "c/<str:token>/statement/<int:year>/<int:month>/",
        money.statement,
        name="client-statement",
    ),
    path("records/<str:token>/", records.records, name="client-records"),
    path("reach/", card.reach, name="client-reach"),
    path("helped/<str:token>/", helped.helped, name="client-helped"),
    path("q/<str:token>/", questions.question, name="client-question"),
]
