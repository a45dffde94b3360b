from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "casework.demonstration"
    verbose_name = "The invented authority"
