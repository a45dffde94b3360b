from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ChronologyConfig(AppConfig):
    name = "casework.chronology"
    verbose_name = "Chronology"

    def ready(self):
        autodiscover_modules("chronology")
