from django.urls import path

from slovo.interfaces.desk.relations import (
    card,
    details,
    handing,
    profile,
    sensitive,
    topics,
    zones,
)

urlpatterns = [
    path("organisations/<int:pk>/write/", zones.write, name="organisation-write"),
    path(
        "organisations/<int:pk>/topics/<int:topic_id>/", zones.name, name="organisation-responsible"
    ),
    path("colleagues/<int:user_id>/hand-over/", handing.hand_over, name="colleague-hand-over"),
    path(
        "colleagues/<int:user_id>/hand-over/<int:team_id>/",
        handing.pass_rota,
        name="colleague-pass-rota",
    ),
    path("clients/<int:pk>/hold/", handing.hold, name="person-hold"),
    path("clients/<int:pk>/details/", details.remember, name="person-detail"),
    path(
        "clients/<int:pk>/details/<int:detail_id>/confirm/",
        details.confirm,
        name="person-detail-confirm",
    ),
    path("clients/<int:pk>/details/<int:detail_id>/drop/", details.drop, name="person-detail-drop"),
    path("settings/not-kept/", sensitive.list_all, name="settings-sensitive"),
    path(
        "settings/not-kept/<slug:category>/<slug:language>/",
        sensitive.edit,
        name="settings-sensitive-words",
    ),
    path("clients/<int:pk>/card/", card.show, name="person-card"),
    path("organisations/<int:pk>/business/", profile.edit, name="organisation-profile"),
    path("organisations/<int:pk>/words/", profile.word, name="organisation-word"),
    path(
        "organisations/<int:pk>/words/<int:term_id>/drop/",
        profile.drop_word,
        name="organisation-word-drop",
    ),
    path("settings/topics/", topics.topic_list, name="settings-topics"),
    path("settings/topics/new/", topics.topic_edit, name="settings-topic-new"),
    path("settings/topics/<int:pk>/", topics.topic_edit, name="settings-topic"),
    path("settings/topics/<int:pk>/drop/", topics.topic_drop, name="settings-topic-drop"),
]
