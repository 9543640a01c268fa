from django.urls import include, path

from slovo.interfaces.desk import (
    absences,
    blackouts,
    engagements,
    first_run,
    letters,
    organisations,
    people,
    profile,
)

urlpatterns = [
    path("clients/", people.show_list, name="person-list"),
    path("clients/new/", people.edit, name="person-new"),
    path("clients/<int:pk>/", people.show_person, name="person-show"),
    path("clients/<int:pk>/edit/", people.edit, name="person-edit"),
    path("clients/<int:pk>/stand/", people.stand, name="person-stand"),
    path("clients/<int:pk>/leave/<int:standing_id>/", people.leave, name="person-leave"),
    path("clients/<int:pk>/trust/<int:address_id>/", people.trust, name="person-trust"),
    path("clients/<int:pk>/agreements/new/", engagements.edit, name="person-engagement-new"),
    path(
        "clients/<int:pk>/agreements/<int:engagement_id>/",
        engagements.edit,
        name="person-engagement",
    ),
    path(
        "clients/<int:pk>/agreements/<int:engagement_id>/end/",
        engagements.end,
        name="person-engagement-end",
    ),
    path("agreements/<int:engagement_id>/", include("slovo.interfaces.desk.agreements.urls")),
    path("organisations/", organisations.show_list, name="organisation-list"),
    path("organisations/new/", organisations.edit, name="organisation-new"),
    path("organisations/<int:pk>/", organisations.show_organisation, name="organisation-show"),
    path("organisations/<int:pk>/edit/", organisations.edit, name="organisation-edit"),
    path("letters/", letters.show_list, name="letter-list"),
    path("letters/<int:pk>/retry/", letters.retry, name="letter-retry"),
    path("me/", profile.profile, name="profile"),
    path("me/absences/", profile.absence, name="profile-absence"),
    path("me/absences/<int:absence_id>/drop/", absences.drop_mine, name="profile-absence-drop"),
    path("clients/<int:pk>/days/", people.quiet_days, name="person-days"),
    path("organisations/<int:pk>/days/", organisations.quiet_days, name="organisation-days"),
    path("days/<int:blackout_id>/drop/", blackouts.drop, name="blackout-drop"),
    path("first-run/", first_run.first_run, name="first-run"),
    path("first-run/mailbox/", first_run.mailbox, name="first-run-mailbox"),
    path("settings/", include("slovo.interfaces.desk.settings.urls")),
]
