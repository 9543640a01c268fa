from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "slovo.interfaces.desk"
    label = "desk"
