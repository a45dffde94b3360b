from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WritingConfig(AppConfig):
    name = "casework.writing"
    verbose_name = "Help while writing"

    def ready(self):
        from casework.writing.prompts import forms
        from casework.writing.vocabulary import models as local

        forms.listen()
        local.listen()
        autodiscover_modules("readings")
