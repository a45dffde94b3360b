from django.core.management.base import BaseCommand, CommandError

from casework.access.accounts import operations
from casework.access.accounts.news import tell_of_account
from casework.access.models import Worker
from casework.access.roles import Permission


class Command(BaseCommand):
    help = (
        "Give an administrator a code to sign in with, where no other administrator is left who"
        " could let them in: they and the information governance leads are told."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        worker = Worker.objects.filter(username=username).first()
        if worker is None or not worker.may(Permission.ADMINISTER):
            raise CommandError("Nobody who looks after people signs in by this name.")
        others = Worker.objects.of(worker.authority_id).who_may(Permission.ADMINISTER)
        if any(not other.dormant for other in others.exclude(pk=worker.pk)):
            raise CommandError("Another administrator can let them in: ask them.")
        code = operations.new_code(worker)
        tell_of_account(worker, f"Whoever runs Casework here gave {worker} a code to sign in with")
        self.stdout.write(f"Code: {code}")
