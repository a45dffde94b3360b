from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Concat

from casework.children.codes import AbuseCategory
from casework.chronology.patterns import Repeats, before
from casework.chronology.registry import Events, registry
from casework.plans.models import ManagementOversight, Plan, PlanReading, PlanReview, PlanVisitor

KIND = Case(*(When(kind=code, then=Value(label)) for code, label in Plan.Kind.choices))

registry.add(
    Events(
        code="plan_started",
        order=40,
        ends=True,
        records=Plan.objects.all,
        happened="started_on",
        title=Concat(KIND, Value(" began")),
        significant=True,
        url="plan",
        kind="plans",
    )
)

registry.add(
    Events(
        code="plan_ended",
        order=50,
        ends=True,
        records=Plan.objects.all,
        happened="ended_on",
        title=Concat(KIND, Value(" ended")),
        detail="end_reason",
        significant=True,
        url="plan",
        kind="plans",
    )
)

CATEGORIES = {code: f"{label[:1].lower()}{label[1:]}" for code, label in AbuseCategory.choices}

before.add(
    Repeats(
        code="protection_plans",
        order=20,
        thing="child protection plans",
        short="Plan",
        records=Plan.objects.child_protection,
        happened="started_on",
        until="ended_on",
        themes="initial_category",
        labels=CATEGORIES,
        title="Child protection plan",
        detail="end_reason",
        url="plan",
    ),
    Repeats(
        code="need_plans",
        order=25,
        thing="child in need plans",
        short="In need",
        records=Plan.objects.child_in_need,
        happened="started_on",
        until="ended_on",
        title="Child in need plan",
        detail="end_reason",
        url="plan",
    ),
)

registry.add(
    Events(
        code="plan_gone_through",
        records=PlanReview.objects.all,
        happened="reviewed_on",
        title="Plan gone through",
        detail="what_changed",
        url="plan",
        kind="plans",
    )
)

WORKING = Case(
    *(When(working=code, then=Value(label)) for code, label in ManagementOversight.Working.choices)
)
registry.add(
    Events(
        code="plan_looked_at",
        records=ManagementOversight.objects.of_plans,
        happened="looked_on",
        title="Plan looked at by a manager",
        detail=Concat(
            WORKING, Value(". "), "found", Value(" "), "what_changes", output_field=TextField()
        ),
        url="plan",
        kind="plans",
    )
)

registry.add(
    Events(
        code="plan_visitor",
        records=PlanVisitor.objects.all,
        happened="started_on",
        title=Concat(
            Value("The plan names "),
            "worker__first_name",
            Value(" "),
            "worker__last_name",
            Value(" to visit as well"),
            output_field=TextField(),
        ),
        detail="because",
        url="plan",
        kind="plans",
    )
)

registry.add(
    Events(
        code="plan_read",
        records=PlanReading.objects.all,
        happened="read_on",
        title=Concat(Value("Plan read with "), "read_with"),
        detail="said",
        url="plan",
        kind="plans",
    )
)
