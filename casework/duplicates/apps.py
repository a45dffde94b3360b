from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "casework.duplicates"
    verbose_name = "Two files of one child"

    def ready(self):
        from casework.duplicates.latecomers import listen

        listen()
