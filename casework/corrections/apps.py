from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "casework.corrections"
    verbose_name = "Putting a file right"
