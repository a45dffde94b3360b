from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "casework.notices"
    verbose_name = "Notices"

    def ready(self):
        from casework.notices.knowing import listen

        listen()
