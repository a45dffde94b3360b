from django.apps import AppConfig


class PreProceedingsConfig(AppConfig):
    name = "casework.preproceedings"
    verbose_name = "Pre-proceedings and court"
