from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "casework.writing"
    verbose_name = "Help while writing"

    def ready(self):
        from casework.writing import forms

        forms.listen()
