"""The forms of judging: an answer, the grade, what will be put right, and its check."""

from django import forms
from django.utils.html import format_html, format_html_join

from audits import grading
from audits.criteria import evidence as record
from audits.forms import today_or_later
from audits.models import (
    CHECKED_BY_ANOTHER,
    Answer,
    Audit,
    CorrectiveAction,
    Grade,
    Score,
    SectionGrade,
)
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.forms import DateField, Radios, Textarea, formfield
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside

CHOOSE_A_PIECE = "Choose a piece of the record"


def what_the_record_shows(shown):
    """Facts, beside the question they bear on; nothing where the record has none to show."""
    lines = format_html_join("", "{}. ", ((str(fact),) for fact in shown))
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
            label=criterion.asks_about(child),
            choices=Answer,
            required=False,
            widget=Radios(inline=True),
            help_text=what_the_record_shows(shown),
        )
        self.fields["reason"].label = f"Why, and what it means for {child.first_name}"
        self.fields["reason"].widget = Textarea(rows=2)
        self.fields["evidence"].label = "Where you saw it"
        self.fields["evidence"].help_text = f"Look in: {criterion.look_in}"
        self.fields["evidence"].widget = Textarea(rows=2)
        self.pieces = pieces
        words = dict.fromkeys(piece.words for piece in pieces)
        self.fields["piece"].choices = [("", CHOOSE_A_PIECE), *((piece, piece) for piece in words)]

    @property
    def links(self):
        return record.links(self["evidence"].value() or "", self.pieces)

    @property
    def evidence_count(self):
        return len(self.links)

    def clean(self):
        cleaned = super().clean()
        piece = cleaned.get("piece")
        if piece and piece not in (cleaned.get("evidence") or "").splitlines():
            cleaned["evidence"] = "\n".join(filter(None, [cleaned.get("evidence"), piece]))
        return cleaned

    def unchecked_fields(self):
        """The audit and the question come from the address, so nothing is asked of the database."""
        return super().unchecked_fields() | {"audit", "criterion"}

    def keep(self):
        """Write what changed; an answer emptied again is taken away."""
        if any(self.cleaned_data[name] for name in self._meta.fields):
            if self.has_changed():
                self.save()
        elif self.instance.pk:
            self.instance.delete()


class SectionGradeForm(RecordForm):
    """The grade of one section: a judgement with its reason, from the grades its answers allow."""

    class Meta(RecordForm.Meta):
        model = SectionGrade
        fields = ["grade", "reason"]

    def __init__(self, data=None, *, section, scores, **kwargs):
        super().__init__(data, prefix="section-grade", **kwargs)
        self.section = section
        self.capped_by = grading.caps(section.criteria, scores)
        self.good_lacks = grading.good_lacks(section.criteria, scores)
        allowed = Grade if data else grading.open_grades(bool(self.capped_by))
        self.fields["grade"] = forms.ChoiceField(
            choices=[(grade.value, grade.label) for grade in allowed],
            required=False,
            widget=Radios(inline=True),
            label=f"Your grade for {section.title.lower()}",
        )
        self.fields["reason"].required = False
        self.fields["reason"].label = "Why this grade, and what difference has it made?"
        self.fields["reason"].widget = Textarea(rows=3)

    def clean(self):
        cleaned = super().clean()
        grade, reason = cleaned.get("grade"), cleaned.get("reason")
        if grade and not reason:
            self.add_error("reason", "Say why you chose this grade")
        if reason and not grade and "grade" not in self.errors:
            self.add_error("grade", "Choose the grade of this section")
        cause = self.not_met_now()
        if grade in grading.ABOVE_THE_CAP and cause:
            words = f"{Grade(grade).label} is not open: {cause} is safety-critical"
            self.add_error("grade", f"{words} and you answered “Not met”")
        return cleaned

    def not_met_now(self) -> str:
        """The first safety-critical question answered "not met" on the page being saved."""
        answers = {
            criterion.code: self.data.get(f"{criterion.code.replace('.', '-')}-answer")
            for criterion in self.section.criteria
            if criterion.safety_critical
        }
        return next((code for code, answer in answers.items() if answer == Answer.NOT_MET), "")

    def unchecked_fields(self):
        """A grade may still be missing; the page says when it is."""
        return super().unchecked_fields() | {"audit", "section", "grade", "reason"}

    def keep(self):
        if self.cleaned_data.get("grade"):
            self.save()
        elif self.instance.pk:
            self.instance.delete()


class GradeForm(RecordForm):
    """A grade, chosen by a person from those still open, with why and the difference made."""

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["strengths", "grade", "grade_reason", "difference"]

    def __init__(self, *args, capped_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.capped_by = capped_by
        first_name = self.instance.child.first_name
        still_open = self.still_open = grading.open_grades(
            bool(capped_by), not_safe=bool(self.instance.not_safe_at)
        )
        self.fields["grade"] = forms.ChoiceField(
            choices=Grade, required=False, widget=Radios(), label="Your grade"
        )
        self.fields["grade"].widget.choices = [(grade.value, grade.label) for grade in still_open]
        self.fields["strengths"].label = f"What is working for {first_name}"
        self.fields["difference"].label = f"What difference has practice made for {first_name}?"
        self.fields["grade_reason"].label = "Why this grade?"
        if not self.instance.graded:
            del self.fields["grade"]
            self.fields["grade_reason"].label = "What did you find?"
        for name in ("strengths", "grade_reason", "difference"):
            self.fields[name].widget = Textarea(rows=3)

    def clean_grade(self):
        grade = self.cleaned_data["grade"]
        if grade and grade not in self.still_open:
            cause = self.capped_by[0]
            raise forms.ValidationError(
                f"{Grade(grade).label} is not open: {cause.code} is safety-critical"
                " and you answered “Not met”"
            )
        return grade


class PutRightForm(HelpsWriting, RecordForm):
    """Something that will be put right: one owner, one date, and someone else who checks."""

    writing = {"what": Beside("audit_action")}

    owner_worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who will do it",
        empty_label="Choose one",
        error_messages={"required": "Choose who will do this: one person, by name"},
    )
    due_on = DateField(
        label="By what date", error_messages={"required": "Give the date it must be done by"}
    )
    checker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who will check it is done",
        empty_label="Choose one",
        help_text="Someone other than the person who does it",
        error_messages={"required": "Choose who will check it: someone else"},
    )
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
            (criterion.code, f"{criterion.code}: {criterion.asks_about(audit.child)}")
            for criterion in audit.criteria
            if criterion.code in codes
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
        CorrectiveAction._meta.get_field("check_evidence"),
        required=True,
        error_messages={"required": "Say what you saw that shows it is done"},
    )

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
        Audit._meta.get_field("not_safe_because"),
        required=True,
        error_messages={"required": "Say what is not safe today"},
    )

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["not_safe_because"]
