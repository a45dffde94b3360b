from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "casework.transfers"
    verbose_name = "From one team to another"
