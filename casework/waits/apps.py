from django.apps import AppConfig


class WaitsConfig(AppConfig):
    name = "casework.waits"
    verbose_name = "The wait for help"
