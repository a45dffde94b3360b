from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "casework.access"
    label = "access"
    verbose_name = "Who works here"

    def ready(self):
        from casework.access.sessions.limits import listen

        listen()
