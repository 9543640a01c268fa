from django.urls import path

from slovo.interfaces.desk.ways import pages, reaches

urlpatterns = [
    path("me/notices/", pages.mine, name="profile-notices"),
    path("me/notices/hours/", pages.hours, name="profile-notices-hours"),
    path("me/notices/browser/", reaches.add_browser, name="reach-browser"),
    path("me/notices/telegram/", reaches.add_telegram, name="reach-telegram"),
    path("me/notices/phone/", reaches.add_phone, name="reach-phone"),
    path("me/notices/<int:reach_id>/drop/", reaches.drop, name="reach-drop"),
    path("me/notices/<int:reach_id>/try/", reaches.try_out, name="reach-try"),
    path("cases/<ref:number>/mute/", reaches.mute_case, name="case-mute"),
    path("settings/ways/", pages.carriers, name="settings-carriers"),
    path("settings/teams/<int:pk>/notices/", pages.of_team, name="settings-team-notices"),
]
