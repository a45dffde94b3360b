from django import forms
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.allocation.operations import allocate, end_leads, held, holder
from casework.children.allocation.parts import (
    LEADS,
    PRACTITIONERS_LEAD_FROM,
    bars,
    needs_social_worker,
)
from casework.children.allocation.queries import can_hold, choices, who_can_hold
from casework.children.codes import AllocationRole
from casework.children.models import Child
from casework.interface.forms import Checkboxes, DateField

ALREADY = "This worker is already allocated in this part"


class AllocateForm(forms.Form):
    """Gives children to a worker, in one part: only to someone who can hold a case in it.

    ``always`` are the children the page is about; ``offered`` those that can be ticked as well.
    """

    children = forms.ModelMultipleChoiceField(
        Child.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Which children?",
        error_messages={"required": "Choose at least one child"},
    )
    role = forms.ChoiceField(
        label="As their", choices=AllocationRole.choices, initial=AllocationRole.LEAD
    )
    worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who will work with them?",
        help_text="How many children each leads the work for now",
        error_messages={"required": "Choose a worker"},
    )
    started_on = DateField(label="From", initial=timezone.localdate)
    reason = forms.CharField(label="Why it changed", required=False, max_length=200)

    def __init__(self, *args, by, offered, always=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.always = by, list(always)
        workers = who_can_hold(by.authority_id)
        self.fields["worker"].queryset = workers
        self.fields["worker"].choices = choices(workers, by.team)
        self.offer(offered)

    def offer(self, offered):
        field = self.fields["children"]
        field.queryset, field.required = offered, not self.always
        field.label_from_instance = lambda child: child.name
        if self.always:
            field.label = "Brothers and sisters to give to the same worker"
            if not offered:
                del self.fields["children"]

    @property
    def chosen(self) -> list[Child]:
        return [*self.always, *self.cleaned_data.get("children", ())]

    def clean(self):
        cleaned = super().clean()
        worker, part, on = (cleaned.get(name) for name in ("worker", "role", "started_on"))
        if not worker or not part:
            return cleaned
        if not can_hold(worker, part):
            label = AllocationRole(part).label.lower()
            self.add_error("worker", f"{worker} cannot be the {label}: choose someone who can")
        for child in self.chosen:
            self.check_before(child, worker, part, on)
            self.check_lead(child, worker, part, on)
            for reason in bars(child, worker):
                self.add_error("worker", reason)
        return cleaned

    def check_lead(self, child, worker, part, on):
        """Since December 2023 work under section 17 can be led by someone else than a social
        worker; work under section 47 cannot."""
        if part != AllocationRole.LEAD_PRACTITIONER or worker.may(Permission.SOCIAL_WORK):
            return
        if on and on < PRACTITIONERS_LEAD_FROM:
            self.add_error("started_on", "Before 15 December 2023 only a social worker led")
        for reason in filter(None, (why(child) for why in needs_social_worker)):
            self.add_error("worker", f"{child.first_name} {reason}: only a social worker leads")

    def check_before(self, child, worker, part, on):
        before = holder(child, part)
        named = f" of {child.first_name}" if len(self.chosen) > 1 else ""
        if before and on and on < before.started_on:
            since = f"{before.started_on:%-d %B %Y}"
            self.add_error(
                "started_on",
                f"{before.worker} has held this{named} since {since}: give that day or a later one",
            )
        others = held(child, part).filter(worker=worker)
        if others.exclude(pk=before and before.pk).exists():
            self.add_error("worker", ALREADY)

    def save(self):
        facts = self.cleaned_data
        if facts["role"] in LEADS:
            end_leads(
                self.chosen, but=facts["role"], on=facts["started_on"], because=facts["reason"]
            )
        allocate(
            self.chosen,
            worker=facts["worker"],
            part=facts["role"],
            on=facts["started_on"],
            because=facts["reason"],
            by=self.by,
        )
