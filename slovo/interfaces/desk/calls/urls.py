from django.urls import path

from slovo.interfaces.desk.calls import pages, ringing, teams, told

urlpatterns = [
    path("calls/", pages.show_list, name="call-list"),
    path("calls/now/", ringing.now, name="call-now"),
    path("calls/log/", told.log, name="call-log"),
    path("calls/log/<int:told_id>/", told.place, name="call-place"),
    path("cases/<ref:number>/call/", told.of_case, name="case-call"),
    path("calls/<int:call_id>/back/", pages.back, name="call-back"),
    path("calls/<int:call_id>/tried/", pages.tried, name="call-tried"),
    path("cases/<ref:number>/team/", teams.make, name="case-team"),
    path("calls/teams/<int:callin_id>/", teams.one, name="team-call"),
    path("clients/<int:pk>/missed-call/", pages.of_person, name="person-missed-call"),
    path("cases/<ref:number>/missed-call/", pages.of_case, name="case-missed-call"),
]
