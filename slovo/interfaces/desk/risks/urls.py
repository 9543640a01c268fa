from django.urls import path

from slovo.interfaces.desk.risks import pages

urlpatterns = [
    path("risks/", pages.show_list, name="risk-list"),
    path("risks/<int:risk_id>/", pages.show, name="risk-show"),
    path("risks/<int:risk_id>/see/", pages.see, name="risk-see"),
    path("risks/<int:risk_id>/tell/", pages.tell, name="risk-tell"),
    path("risks/<int:risk_id>/tell/<int:news_id>/", pages.choose, name="risk-choose"),
    path("risks/<int:risk_id>/dismiss/", pages.dismiss, name="risk-dismiss"),
    path("risks/<int:risk_id>/withhold/", pages.withhold, name="risk-withhold"),
    path("cases/<ref:number>/risk/", pages.raise_in, name="risk-raise"),
]
