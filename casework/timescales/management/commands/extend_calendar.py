from django.core.management.base import BaseCommand
from django.db import transaction

from casework.timescales.holidays import calendar
from casework.timescales.models import WorkingDay
from casework.timescales.sweep import sweep


class Command(BaseCommand):
    help = "Bring the working-day calendar up to the published list, and recompute what is open."

    @transaction.atomic
    def handle(self, **options):
        days = [WorkingDay(**day) for day in calendar()]
        WorkingDay.objects.bulk_create(
            days,
            batch_size=5000,
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["working", "holiday", "published"],
        )
        WorkingDay.objects.renumber()
        counts = sweep()
        self.stdout.write(f"Calendar to {days[-1].day}; {counts.changed} deadlines moved")
