from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "casework.notices"
    verbose_name = "Notices"

    def ready(self):
        from casework.notices.recipients import listen

        listen()
