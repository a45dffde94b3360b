from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "casework.practice"
    verbose_name = "The practice model"
