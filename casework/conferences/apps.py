from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "casework.conferences"
    verbose_name = "Conferences, core groups and reviews"
