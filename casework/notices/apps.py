from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "casework.notices"
    verbose_name = "Notices"
