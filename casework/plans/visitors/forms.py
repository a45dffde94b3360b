from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.plans.models import Plan, PlanVisitor


class PlanVisitorForm(ConstraintErrorsMixin, RecordForm):
    """Names one person who visits besides the lead: to a child who needs protection, a social
    worker."""

    beside = {"plan_visitor_until_after_from": "until"}

    class Meta(RecordForm.Meta):
        model = PlanVisitor
        fields = ["worker", "started_on", "until", "because"]
        help_texts = {"because": "Such as: she speaks Polish, and Ruby knows her from last year"}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.plan = by, self.instance.plan
        protects = self.plan.kind == Plan.Kind.PROTECTION
        needs = Permission.SOCIAL_WORK if protects else Permission.RECORD
        self.fields["worker"].queryset = Worker.objects.of(by.authority_id).who_may(needs)
        if protects:
            self.fields["worker"].help_text = "A social worker: only their visits protect"

    def clean_worker(self):
        """Whoever visits must be able to open the file."""
        worker, child = self.cleaned_data["worker"], self.instance.child
        if not Child.objects.visible_to(worker).filter(pk=child.pk).exists():
            raise ValidationError(
                f"{worker} cannot open {child.first_name}’s file: allocate them first"
            )
        return worker

    def clean_started_on(self):
        """A visit does not become right afterwards, unless a manager says so."""
        day = self.cleaned_data["started_on"]
        if day < self.plan.started_on:
            raise ValidationError("The plan had not started then")
        if day < timezone.localdate() and not self.by.may(Permission.AUTHORISE):
            raise ValidationError("Give today or a later day: only a manager may go back")
        return day


class PlanVisitorEndForm(ConstraintErrorsMixin, RecordForm):
    """They visit for longer, or no longer."""

    beside = PlanVisitorForm.beside

    class Meta(RecordForm.Meta):
        model = PlanVisitor
        fields = ["until"]
        labels = {"until": "Until when do they visit?"}
