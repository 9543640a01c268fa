from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "slovo.interfaces.commands"
    label = "commands"
