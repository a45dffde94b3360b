from django.apps import AppConfig

from casework.interface.django_private import index_triggers

index_triggers()  # every app's configuration is read before any app's models are


class AccessConfig(AppConfig):
    name = "casework.access"
    label = "access"
    verbose_name = "Who works here"

    def ready(self):
        from casework.access.sessions.limits import listen

        listen()
