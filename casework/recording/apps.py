from django.apps import AppConfig


class RecordingConfig(AppConfig):
    name = "casework.recording"
    verbose_name = "Visits and notes"
