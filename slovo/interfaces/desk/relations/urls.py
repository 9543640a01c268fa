from django.urls import path

from slovo.interfaces.desk.relations import handing, topics, zones

urlpatterns = [
    path("organisations/<int:pk>/write/", zones.write, name="organisation-write"),
    path(
        "organisations/<int:pk>/topics/<int:topic_id>/", zones.name, name="organisation-responsible"
    ),
    path("colleagues/<int:user_id>/hand-over/", handing.hand_over, name="colleague-hand-over"),
    path("clients/<int:pk>/hold/", handing.hold, name="person-hold"),
    path("settings/topics/", topics.topic_list, name="settings-topics"),
    path("settings/topics/new/", topics.topic_edit, name="settings-topic-new"),
    path("settings/topics/<int:pk>/", topics.topic_edit, name="settings-topic"),
    path("settings/topics/<int:pk>/drop/", topics.topic_drop, name="settings-topic-drop"),
]
