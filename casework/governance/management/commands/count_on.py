from django.core.management.base import BaseCommand

from casework.governance.counting_on import count_on, seal_what_was_missed


class Command(BaseCommand):
    help = (
        "After a database was put back on another server, and before anybody works in it: counts"
        " its transactions on from where they were, so that its logs are sealed on."
    )

    def handle(self, **options):
        missing = count_on(self.stdout.write)
        words = f"{missing:,} numbers were used up" if missing else "It counts on already"
        self.stdout.write(f"{words}: the logs are sealed on from the last seal.")
        if missed := seal_what_was_missed():
            self.stdout.write(
                f"{missed:,} rows were written before it counted on. They are sealed now, and their"
                " seal says so: read them, nothing proves them before that."
            )
