from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from casework.access.accounts import agreement, operations
from casework.access.models import AccountRequest


class Command(BaseCommand):
    help = (
        "Agree, as whoever runs the machine, to what was asked about an account, where nobody in"
        " the council can: those it concerns are told. Without a number, lists what waits."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", type=int)

    def handle(self, *, number=None, **options):
        waiting = AccountRequest.objects.waiting().with_people()
        if number is None:
            for request in waiting:
                words = operations.words_of(request)
                self.stdout.write(f"{request.pk}: {request.asked_by} asks: {words}")
            return
        request = waiting.filter(pk=number).first()
        if request is None:
            raise CommandError("Nothing of this number waits.")
        if agreement.those_who_may_agree(request):
            raise CommandError("Somebody in the council may agree to it: ask them.")
        try:
            code = operations.agree(request, by=None)
        except ValidationError as wrong:
            raise CommandError("; ".join(wrong.messages)) from wrong
        self.stdout.write(f"Agreed. Code: {code}" if code else "Agreed.")
