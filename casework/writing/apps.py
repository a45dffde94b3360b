from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WritingConfig(AppConfig):
    name = "casework.writing"
    verbose_name = "Help while writing"

    def ready(self):
        from casework.writing import forms, local

        forms.listen()
        local.listen()
        autodiscover_modules("texts")
