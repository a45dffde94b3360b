from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "casework.actions"
    verbose_name = "Actions"
