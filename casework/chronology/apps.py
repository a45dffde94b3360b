from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "casework.chronology"
    verbose_name = "Chronology"
