from django.db import migrations


def to_readings(apps, schema_editor):
    """A plan read with the family is a reading of its own: there may be several."""
    Plan, PlanReading = (apps.get_model("plans", name) for name in ("Plan", "PlanReading"))
    PlanReading.objects.bulk_create(
        PlanReading(
            plan=plan, child_id=plan.child_id, authority_id=plan.authority_id,
            team_id=plan.team_id, recorded_by_id=plan.recorded_by_id, read_on=plan.shared_on,
            read_with=plan.shared_with or "the family",
        )
        for plan in Plan.objects.exclude(shared_on=None).iterator()
    )  # fmt: skip


def to_plans(apps, schema_editor):
    Plan, PlanReading = (apps.get_model("plans", name) for name in ("Plan", "PlanReading"))
    for reading in PlanReading.objects.order_by("-read_on", "-pk").iterator():
        Plan.objects.filter(pk=reading.plan_id).update(
            shared_on=reading.read_on, shared_with=reading.read_with
        )


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_reviews_readings_and_what_goes_on")]
    operations = [migrations.RunPython(to_readings, to_plans)]
