from django import forms
from django.utils import timezone

from audits.inspections import operations
from audits.programmes.eligibility import POPULATIONS
from casework.access.models import Worker
from casework.children.file_numbers import files_numbered
from casework.children.models import Child
from casework.interface.forms import Checkboxes, DateField, Radios

AT_MOST = 200
DRAWN, LISTED = "drawn", "listed"


class SampleForm(forms.Form):
    """Which files, opened to which inspectors, until when."""

    title = forms.CharField(
        label="What to call it",
        max_length=80,
        help_text="Such as: focused visit, November 2026",
        error_messages={"required": "Give the sample a name"},
    )
    inspectors = forms.ModelMultipleChoiceField(
        Worker.objects.none(),
        widget=Checkboxes,
        label="To which inspectors?",
        error_messages={"required": "Choose at least one inspector"},
    )
    until = DateField(
        label="Until and with which day?",
        error_messages={"required": "Give the last day the files are open"},
    )
    how = forms.ChoiceField(
        label="Which files?",
        widget=Radios,
        initial=DRAWN,
        choices=[(DRAWN, "Drawn by the system"), (LISTED, "From a list you give")],
    )
    population = forms.ChoiceField(
        label="Drawn from",
        required=False,
        choices=[(code, label) for code, (label, _) in POPULATIONS.items()],
    )
    size = forms.IntegerField(label="How many", required=False, min_value=1, max_value=AT_MOST)
    numbers = forms.CharField(
        label="Their numbers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: C00042, C00043",
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.children = by, []
        inspectors = Worker.objects.of(by.authority_id).working().filter(role="inspector")
        self.fields["inspectors"].queryset = inspectors

    def clean_until(self):
        if self.cleaned_data["until"] < timezone.localdate():
            raise forms.ValidationError("The last day must be today or later")
        return self.cleaned_data["until"]

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        standing = operations.opened_in(self.by.authority_id)
        if standing.filter(reason__startswith=f"{title}, ").exists():
            raise forms.ValidationError("A sample of this name is open: give this one another name")
        return title

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == LISTED:
            self.take_list(cleaned.get("numbers", ""))
        elif not cleaned.get("size") and "size" not in self.errors:
            self.add_error("size", "Say how many files to draw")
        return cleaned

    def take_list(self, typed):
        numbers = files_numbered(typed, Child.objects.visible_to(self.by))
        self.children = [file.pk for file in numbers.files]
        nobody = "" if self.children else "Give the numbers of the children"
        if wrong := numbers.wrong or nobody:
            self.add_error("numbers", wrong)

    def save(self) -> int:
        facts = self.cleaned_data
        children, how = self.children, "from a list"
        if facts["how"] == DRAWN:
            children, how = operations.draw(facts["population"], facts["size"], self.by)
        return operations.open_sample(
            children,
            facts["inspectors"],
            reason=f"{facts['title']}, {how}",
            until=facts["until"],
            by=self.by,
        )
