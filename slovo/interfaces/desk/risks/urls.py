from django.urls import path

from slovo.interfaces.desk.risks import pages, unforeseen

urlpatterns = [
    path("risks/", pages.show_list, name="risk-list"),
    path("risks/<int:risk_id>/", pages.show, name="risk-show"),
    path("risks/<int:risk_id>/see/", pages.see, name="risk-see"),
    path("risks/<int:risk_id>/tell/", pages.tell, name="risk-tell"),
    path("risks/<int:risk_id>/tell/<int:news_id>/", pages.choose, name="risk-choose"),
    path("risks/<int:risk_id>/dismiss/", pages.dismiss, name="risk-dismiss"),
    path("risks/<int:risk_id>/withhold/", pages.withhold, name="risk-withhold"),
    path("cases/<ref:number>/risk/", pages.raise_in, name="risk-raise"),
    path("unforeseen/", unforeseen.show_list, name="surprise-list"),
    path("unforeseen/<int:surprise_id>/", unforeseen.show, name="surprise-show"),
    path("unforeseen/<int:surprise_id>/told/", unforeseen.told, name="surprise-told"),
    path("unforeseen/<int:surprise_id>/help/", unforeseen.helped, name="surprise-help"),
    path("unforeseen/<int:surprise_id>/drop/", unforeseen.drop, name="surprise-drop"),
    path("cases/<ref:number>/unforeseen/", unforeseen.note, name="surprise-note"),
]
