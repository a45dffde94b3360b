from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "casework.disclosure"
    verbose_name = "Records given to others"
