from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from audits import criteria, grading, record
from audits.models import CHECKED_BY_ANOTHER, Answer, Audit, CorrectiveAction, Grade, Score
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.forms import RecordForm
from casework.children.models import Allocation, Child
from casework.interface.forms import DateField, Radios, Textarea, formfield

WHICH_CHILD = "Give the number of the child’s file, such as C00042"
NOT_FOUND = "No child you can see has this number"
CHOOSE_A_PIECE = "Choose a piece of the record"
NO_ONE_TO_DRAW = "There is no one to draw from: every child you can see is being audited"


class GiveOutForm(RecordForm):
    """Chooses a child, at random or by number, and who will judge what was done for them."""

    number = forms.CharField(
        label="The child’s number", required=False, max_length=12,
        help_text="Such as C00042. Leave it empty to draw at random.",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["sampling", "chosen_because", "auditor", "kind", "due_on"]
        widgets = {"sampling": Radios, "kind": Radios}
        labels = {"sampling": "How the child is chosen", "kind": "How much to read"}
        help_texts = {"chosen_because": "For a theme or a worry. Leave it empty for a random draw."}
        error_messages = {
            "sampling": {"required": "Say how the child is chosen"},
            "auditor": {"required": "Choose who will do the audit"},
            "due_on": {"required": "Give the date to finish by"},
        }

    field_order = ["sampling", "number", "chosen_because", "auditor", "kind", "due_on"]

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.instance.recorded_by = worker
        self.instance.edition = criteria.CURRENT
        self.instance.started_on = timezone.localdate()
        auditors = Worker.objects.of(worker.authority_id).who_may(Permission.AUDIT)
        self.fields["auditor"].queryset = auditors.working()

    def clean_due_on(self):
        return today_or_later(self.cleaned_data["due_on"], "finish by")

    def clean(self):
        cleaned = super().clean()
        if not {"sampling", "auditor", "number"} & set(self._errors):
            at_random = cleaned["sampling"] == Audit.Sampling.RANDOM
            child = self.draw(cleaned["auditor"]) if at_random else self.named(cleaned["number"])
            if child:
                self.instance.child = child
                self.instance.authority_id, self.instance.team_id = (
                    child.authority_id,
                    child.team_id,
                )
        return cleaned

    def draw(self, auditor):
        """One of the children with a social worker now, any as likely as another."""
        audited = Audit.objects.open().filter(child=OuterRef("pk"))
        held = Allocation.objects.leading().filter(child=OuterRef("pk"))
        worked = Allocation.objects.filter(child=OuterRef("pk"), worker=auditor)
        children = Child.objects.visible_to(self.worker).filter(
            Exists(held), ~Exists(audited), ~Exists(worked)
        )
        self.instance.chosen_from = children.count()
        child = children.with_person().order_by("?").first()
        if child is None:
            self.add_error("sampling", NO_ONE_TO_DRAW)
        return child

    def named(self, number):
        number = number.strip().upper().lstrip("C")
        if not number:
            return self.add_error("number", WHICH_CHILD)
        visible = Child.objects.visible_to(self.worker).with_person()
        child = visible.filter(pk=number).first() if number.isdigit() and len(number) < 15 else None
        if child is None:
            return self.add_error("number", NOT_FOUND)
        open_audit = Audit.objects.open().of_child(child).select_related("auditor").first()
        if open_audit:
            self.add_error(
                "number", f"{open_audit.auditor} is auditing {child.first_name}’s file now"
            )
        return child

    def _get_validation_exclusions(self):
        chosen = self.instance.child_id is not None
        return super()._get_validation_exclusions() | (set() if chosen else {"child", "authority"})


def today_or_later(day, named):
    if day < timezone.localdate():
        raise forms.ValidationError(f"The date to {named} must be today or later")
    return day


class RedateForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["due_on"]

    def clean_due_on(self):
        return today_or_later(self.cleaned_data["due_on"], "finish by")


def what_the_record_shows(shown):
    """Facts, beside the question they bear on; nothing where the record has none to show."""
    lines = format_html_join("", "{}: {}. ", ((one.title, one.words) for one in shown))
    return format_html("<b>What the record shows.</b> {}", lines) if shown else ""


class ScoreForm(RecordForm):
    """The answer to one question. Anything may still be missing until the audit is finished."""

    piece = forms.ChoiceField(label="Add from the record", required=False)

    class Meta(RecordForm.Meta):
        model = Score
        fields = ["answer", "reason", "evidence"]

    def __init__(self, *args, criterion, child, pieces, shown, **kwargs):
        super().__init__(*args, prefix=criterion.code.replace(".", "-"), **kwargs)
        self.criterion = criterion
        self.fields["answer"] = forms.ChoiceField(
            label=criterion.asks_about(child), choices=Answer, required=False,
            widget=Radios(inline=True), help_text=what_the_record_shows(shown),
        )  # fmt: skip
        self.fields["reason"].label = f"Why, and what it means for {child.first_name}"
        self.fields["reason"].widget = Textarea(rows=2)
        self.fields["evidence"].label = "Where you saw it"
        self.fields["evidence"].help_text = f"Look in: {criterion.look_in}"
        self.fields["evidence"].widget = Textarea(rows=2)
        words = dict.fromkeys(record.piece_words(piece) for piece in pieces)
        self.fields["piece"].choices = [("", CHOOSE_A_PIECE), *((said, said) for said in words)]

    @property
    def evidence_count(self):
        return len([line for line in (self["evidence"].value() or "").splitlines() if line.strip()])

    def clean(self):
        cleaned = super().clean()
        piece = cleaned.get("piece")
        if piece and piece not in (cleaned.get("evidence") or "").splitlines():
            cleaned["evidence"] = "\n".join(filter(None, [cleaned.get("evidence"), piece]))
        return cleaned

    def _get_validation_exclusions(self):
        """The audit and the question come from the address, so nothing is asked of the database."""
        return super()._get_validation_exclusions() | {"audit", "criterion"}

    def keep(self):
        """Write what changed; an answer emptied again is taken away."""
        if any(self.cleaned_data[name] for name in self._meta.fields):
            if self.has_changed():
                self.save()
        elif self.instance.pk:
            self.instance.delete()


class GradeForm(RecordForm):
    """A grade, chosen by a person from those still open, with why and the difference made."""

    class Meta(RecordForm.Meta):
        model = Audit
        fields = [
            "strengths", "worker_took_part", "family_feedback", "grade", "grade_reason",
            "difference",
        ]  # fmt: skip

    def __init__(self, *args, capped_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.capped_by = capped_by
        first_name = self.instance.child.first_name
        still_open = grading.open_grades(bool(capped_by))
        self.fields["grade"] = forms.ChoiceField(
            choices=Grade, required=False, widget=Radios(), label="Your grade"
        )
        self.fields["grade"].widget.choices = [(one.value, one.label) for one in still_open]
        self.fields["strengths"].label = f"What is working for {first_name}"
        self.fields["difference"].label = f"What difference has practice made for {first_name}?"
        self.fields["grade_reason"].label = "Why this grade?"
        for name in ("strengths", "family_feedback", "grade_reason", "difference"):
            self.fields[name].widget = Textarea(rows=3)

    def clean_grade(self):
        grade = self.cleaned_data["grade"]
        if grade and grade not in grading.open_grades(bool(self.capped_by)):
            cause = self.capped_by[0]
            raise forms.ValidationError(
                f"{Grade(grade).label} is not open: {cause.code} is safety-critical"
                " and you answered “Not met”"
            )
        return grade


class PutRightForm(RecordForm):
    """Something that will be put right: one owner, one date, and someone else who checks."""

    owner_worker = forms.ModelChoiceField(
        Worker.objects.none(), label="Who will do it", empty_label="Choose one",
        error_messages={"required": "Choose who will do this: one person, by name"},
    )  # fmt: skip
    due_on = DateField(
        label="By what date", error_messages={"required": "Give the date it must be done by"}
    )
    checker = forms.ModelChoiceField(
        Worker.objects.none(), label="Who will check it is done", empty_label="Choose one",
        help_text="Someone other than the person who does it",
        error_messages={"required": "Choose who will check it: someone else"},
    )  # fmt: skip
    criterion = forms.ChoiceField(label="The question it answers", required=False)

    class Meta(RecordForm.Meta):
        model = Action
        fields = ["what", "owner_worker", "due_on"]
        labels = {"what": "What will be put right"}
        help_texts = {"what": "Something anyone could tell was done, not “improve recording”"}
        error_messages = {"what": {"required": "Say what will be put right"}}

    field_order = ["what", "owner_worker", "due_on", "checker", "criterion"]

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.audit = audit
        workers = Worker.objects.of(audit.authority_id).working()
        self.fields["owner_worker"].queryset = workers.who_may(Permission.RECORD)
        self.fields["checker"].queryset = workers.who_may(Permission.READ_AUDITS)
        answered = audit.scores.exclude(answer__in=["", Answer.MET, Answer.NOT_APPLICABLE])
        codes = set(answered.values_list("criterion", flat=True))
        self.fields["criterion"].choices = [("", "Not about one question")] + [
            (one.code, f"{one.code}: {one.asks_about(audit.child)}")
            for one in audit.criteria
            if one.code in codes
        ]

    def clean_due_on(self):
        return today_or_later(self.cleaned_data["due_on"], "do it by")

    def clean(self):
        cleaned = super().clean()
        owner, checker = cleaned.get("owner_worker"), cleaned.get("checker")
        if checker and checker == owner:
            self.add_error("checker", CHECKED_BY_ANOTHER)
        for field, worker in (("owner_worker", owner), ("checker", checker)):
            if worker and not self.may_know(worker):
                words = f"{worker} cannot open this file: choose someone who can"
                self.add_error(field, words)
        return cleaned

    def may_know(self, worker):
        return Child.objects.visible_to(worker).filter(pk=self.audit.child_id).exists()


class CheckForm(RecordForm):
    """Someone other than the owner confirms that it is done, and says what shows it."""

    checked_on = DateField(label="Checked on", past=True)
    check_evidence = formfield(
        CorrectiveAction._meta.get_field("check_evidence"), required=True,
        error_messages={"required": "Say what you saw that shows it is done"},
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = CorrectiveAction
        fields = ["checked_on", "check_evidence"]

    def clean_checked_on(self):
        checked_on = self.cleaned_data["checked_on"]
        if checked_on < self.instance.action.done_on:
            raise forms.ValidationError("It cannot be checked before it was done")
        return checked_on


class NotSafeForm(RecordForm):
    not_safe_because = formfield(
        Audit._meta.get_field("not_safe_because"), required=True,
        error_messages={"required": "Say what is not safe today"},
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["not_safe_because"]
