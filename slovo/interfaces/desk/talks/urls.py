from django.urls import path

from slovo.interfaces.desk.talks import pages

urlpatterns = [
    path("talks/", pages.show_list, name="talk-list"),
    path("talks/<int:talk_id>/", pages.show, name="talk-show"),
    path("talks/<int:talk_id>/list/", pages.write, name="talk-write"),
    path("talks/<int:talk_id>/nothing/", pages.nothing, name="talk-nothing"),
    path("talks/<int:talk_id>/list/<int:list_id>/", pages.answer, name="talk-answer"),
    path("cases/<ref:number>/talk/", pages.new, name="talk-new"),
]
