"""The forms of a programme: what it is, and who judges one of its files."""

from django import forms
from django.utils import timezone

from audits.criteria import editions as criteria
from audits.forms import today_or_later
from audits.models import NOT_INDEPENDENT, Audit, Programme, is_independent
from audits.programmes import eligibility
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.file_numbers import files_numbered
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.figures.query import list_again
from casework.interface import words
from casework.interface.forms import Checkboxes, Radios, Textarea

NOT_A_LIST = "Give the children’s numbers, such as C00042, one a line"
NO_LIST = "This list cannot be asked again: open it from the figures"
NOBODY_ON_IT = "This list holds no child you can see"
CHOSEN_HOW = ("population", "sampling", "drawn_within", "numbers")
SAMPLINGS = [
    (Programme.Sampling.RANDOM, "At random: any child as likely as another"),
    (Programme.Sampling.STRATIFIED, "At random from each group, in proportion"),
    (Programme.Sampling.LIST, "At random from a list of children you give"),
]


class ProgrammeForm(RecordForm):
    """What is looked at, in which children, and how they are drawn. Nobody is chosen by hand."""

    population = forms.ChoiceField(
        label="Which children", help_text="Leave it as it is if you give a list"
    )
    sampling = forms.ChoiceField(
        label="How they are sampled",
        choices=SAMPLINGS,
        widget=Radios(reveals={"stratified": "drawn_within", "list": "numbers"}),
        error_messages={"required": "Say how the children are sampled"},
    )
    numbers = forms.CharField(
        label="Their numbers",
        required=False,
        widget=Textarea(rows=4),
        help_text="Such as C00042, one a line or with spaces between",
    )
    sections = forms.MultipleChoiceField(
        label="Which sections to read",
        required=False,
        widget=Checkboxes(inline=True),
        help_text="Choose none to read them all",
    )
    figure = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta(RecordForm.Meta):
        model = Programme
        fields = [
            "title",
            "kind",
            "question",
            "population",
            "sampling",
            "drawn_within",
            "size",
            "sections",
            "graded",
            "readers",
            "moderator",
            "moderated_share",
            "begins_on",
            "due_on",
        ]
        widgets = {"kind": Radios(inline=True), "drawn_within": Radios(inline=True)}
        labels = {
            "kind": "What kind of audit",
            "graded": "The auditor grades the whole file",
            "drawn_within": "Which groups",
            "moderated_share": "How many in a hundred of the rest are moderated",
        }
        help_texts = {
            "title": "Such as: Autumn whole-file audits",
            "readers": "With two or more, each judges alone and none sees another’s reading",
        }
        error_messages = {
            "title": {"required": "Say what to call it"},
            "size": {"required": "Say how many children"},
            "begins_on": {"required": "Give the day it begins"},
            "due_on": {"required": "Give the date to finish by"},
        }

    field_order = [
        "title",
        "kind",
        "question",
        "population",
        "sampling",
        "drawn_within",
        "numbers",
        "size",
        "sections",
        "graded",
        "readers",
        "moderator",
        "moderated_share",
        "begins_on",
        "due_on",
    ]

    def __init__(self, *args, worker, figure="", **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["population"].choices = eligibility.choices(worker)
        self.fields["sections"].choices = [
            (section.key, section.title)
            for section in criteria.in_force(timezone.localdate()).for_child
        ]
        moderators = Worker.objects.of(worker.authority).who_may(Permission.AUDIT).working()
        self.fields["moderator"].queryset = moderators.or_holding(self.instance.moderator_id)
        self.fields["moderator"].empty_label = "Nobody yet"
        self.listed = None
        address = (self.data.get("figure", "") if self.is_bound else "") or figure
        if address:
            self.take_list(address)
        elif self.instance.given:
            self.initial.setdefault("numbers", "\n".join(_numbers(self.instance.given)))

    def take_list(self, address):
        """The list behind a figure, asked again for the one who draws; nothing else is chosen."""
        self.listed = list_again(address, self.worker)
        if self.listed is None:
            return
        self.initial["figure"] = address
        for name in CHOSEN_HOW:
            del self.fields[name]

    def clean_begins_on(self):
        return today_or_later(self.cleaned_data["begins_on"], "begin")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("figure") and self.listed is None:
            self.add_error(None, NO_LIST)
        if self.listed:
            if not self.listed.children:
                self.add_error(None, NOBODY_ON_IT)
            self.keep_list(self.listed.children, self.listed.title)
        elif cleaned.get("sampling") == Programme.Sampling.LIST:
            self.keep_list(self.known(cleaned.get("numbers") or ""), "")
        else:
            self.instance.given, self.instance.given_from = [], ""
        return cleaned

    def keep_list(self, children, given_from):
        self.instance.population = eligibility.LIST
        if "population" in self.fields:
            self.cleaned_data["population"] = eligibility.LIST
        self.instance.sampling = Programme.Sampling.LIST
        self.instance.given, self.instance.given_from = children, given_from

    def known(self, typed: str) -> list[int]:
        """The children of a list, all of whom this worker may know of, or what is wrong with it."""
        numbers = files_numbered(typed, Child.objects.visible_to(self.worker))
        if wrong := numbers.wrong or ("" if numbers.files else NOT_A_LIST):
            self.add_error("numbers", wrong)
        return sorted(file.pk for file in numbers.files)

    def fill_and_check(self):
        readers = self.cleaned_data.get("readers") or 1
        self.instance.blind = readers > 1
        begins = self.cleaned_data.get("begins_on") or timezone.localdate()
        self.instance.edition = criteria.in_force(begins).code
        if self.cleaned_data.get("sampling") != Programme.Sampling.STRATIFIED:
            self.cleaned_data["drawn_within"] = ""
        super().fill_and_check()


def _numbers(children) -> list[str]:
    return [Child(pk=number).number for number in children]


class AuditorForm(RecordForm):
    """Someone else to judge one file: independent, and of the kind this programme asks for."""

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["auditor"]
        error_messages = {"auditor": {"required": "Choose who will do the audit"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = self.instance.auditor
        audit, programme = self.instance, self.instance.programme
        able = eligibility.who_may_judge(programme, [(audit.child_id, audit.child.team_id)])
        taken = Audit.objects.filter(programme=programme, child=audit.child).exclude(pk=audit.pk)
        field = self.fields["auditor"]
        field.queryset = (
            Worker.objects.filter(pk__in=[worker.pk for worker in able[audit.child_id]])
            .exclude(pk__in=taken.values("auditor"))
            .working()
        )
        load = eligibility.workload(field.queryset)
        field.label_from_instance = lambda worker: (
            f"{worker.name}, {words.counted(load[worker.pk], 'audits')} open"
        )

    def clean_auditor(self):
        auditor = self.cleaned_data["auditor"]
        if not is_independent(auditor, self.instance.child):
            raise forms.ValidationError(NOT_INDEPENDENT.format(auditor))
        return auditor
