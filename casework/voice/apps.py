from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "casework.voice"
    verbose_name = "What children say"
