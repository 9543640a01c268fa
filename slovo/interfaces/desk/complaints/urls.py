from django.urls import path

from slovo.interfaces.desk.complaints import board, filing, imports, pages, verbs

ONE = "complaints/<int:complaint_number>/"

urlpatterns = [
    path("complaints/", board.show, name="complaint-board"),
    path("complaints/list/", pages.show_list, name="complaint-list"),
    path("complaints/import/", imports.show, name="complaint-import"),
    path(ONE, pages.show, name="complaint-show"),
    path(f"{ONE}assess/", verbs.assess, name="complaint-assess"),
    path(f"{ONE}about/", verbs.about, name="complaint-about"),
    path(f"{ONE}owner/", verbs.owner, name="complaint-owner"),
    path(f"{ONE}outside/shut/", verbs.shut_link, name="complaint-outside-shut"),
    path(f"{ONE}law/", verbs.law, name="complaint-law"),
    path(f"{ONE}word/", verbs.word, name="complaint-word"),
    path(f"{ONE}at-once/", verbs.at_once, name="complaint-at-once"),
    path(f"{ONE}refer/", verbs.refer, name="complaint-refer"),
    path(f"{ONE}outcome/", verbs.outcome, name="complaint-outcome"),
    path("cases/<ref:number>/complaint/", filing.file_in, name="complaint-file"),
    path(
        "cases/<ref:number>/complaint/<int:message_id>/", filing.file_letter, name="complaint-tap"
    ),
]
