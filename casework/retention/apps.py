from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "casework.retention"
    verbose_name = "How long files are kept, and their deletion"
