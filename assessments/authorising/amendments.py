"""Correcting what is authorised: asked for, then authorised by a manager who is another."""

from datetime import date
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from assessments.codes import CURRENT_FACTORS, NO_FACTOR, WITHDRAWN, Factor
from assessments.models import Amendment, Assessment
from assessments.models.assessments import FACTS
from casework.access.roles import Permission
from casework.approvals.operations import tell_managers
from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.differences import difference
from casework.interface.forms import Checkboxes, Textarea
from casework.interface.words import full_day
from casework.notices.models import Notice
from casework.notices.recipients import tell
from casework.timescales.models import Deadline


class AmendForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Amendment
        fields = ["section", "should_say", "why"]
        widgets = {"should_say": Textarea(rows=8), "why": Textarea(rows=3)}
        help_texts = {
            "should_say": "All of this part, as it should read",
            "why": "What was wrong, and how you know",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.fields["section"].choices
        self.fields["section"].choices = [pair for pair in choices if pair[0] not in FACTS]

    def clean(self):
        cleaned = super().clean()
        if section := cleaned.get("section"):
            self.instance.said = getattr(self.instance.assessment, section)
            if cleaned.get("should_say") == self.instance.said:
                self.add_error("should_say", "This is what it says now: change what is wrong")
        return cleaned


class AmendmentAdd(ChildRecordCreate):
    form_class = AmendForm
    page = "assessments"
    title = "Correct an authorised assessment"
    intro = (
        "What was authorised stays and can always be read. A manager who is not you decides"
        " whether the correction stands beside it."
    )
    save_label = "Send to a manager"
    saved = "Sent to a manager. It is shown once they authorise it."
    logged_as = "a correction of an assessment"

    def new_record(self):
        record = super().new_record()
        record.assessment = authorised_of(self)
        return record

    def done(self, form):
        tell_managers(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.kwargs["pk"]])


def authorised_of(view) -> Assessment:
    """The authorised assessment of this child that the address names."""
    authorised = Assessment.objects.of_child(view.child).exclude(authorised_on=None)
    assessment = authorised.filter(pk=view.kwargs["pk"]).first()
    if assessment is None:
        raise Http404
    return assessment


class FactsForm(ConstraintErrorsMixin, RecordForm):
    """The dates and factors as they should be: each that changes is a correction of its own."""

    beside = {
        "assessment_no_factor_stands_alone": "factors",
        "assessment_starts_after_referral": "started_on",
        "assessment_authorised_after_start": "started_on",
    }
    factors = forms.MultipleChoiceField(
        choices=CURRENT_FACTORS,
        required=False,
        widget=Checkboxes,
        label="What makes life harder",
        help_text="Choose all that are true, or “None of these” on its own",
    )
    why = forms.CharField(
        label="Why",
        widget=Textarea(attrs={"rows": 3}),
        help_text="What was wrong, and how you know",
        error_messages={"required": "Say what was wrong, and how you know"},
    )

    class Meta(RecordForm.Meta):
        model = Assessment
        fields = FACTS

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.was = {name: getattr(self.instance, name) for name in FACTS}

    def clean_factors(self):
        chosen = self.cleaned_data["factors"]
        kept = [code for code in self.instance.factors if code in WITHDRAWN]
        return chosen if chosen == [NO_FACTOR] else [*chosen, *kept]

    @property
    def changed_facts(self) -> list[str]:
        now = self.cleaned_data
        return [name for name in FACTS if same(now.get(name)) != same(self.was[name])]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.changed_facts:
            self.add_error(None, "This is what it says now: change what is wrong")
        return cleaned

    def save(self, commit=True):
        """Nothing of the assessment is saved: that waits for a manager."""
        made = []
        for name in self.changed_facts:
            amendment = Amendment.on_file_of(
                self.instance.child,
                self.worker,
                assessment=self.instance,
                section=name,
                said=fact_words(self.was[name]),
                should_say=fact_words(self.cleaned_data[name]) or "Nothing",
                value=as_value(self.cleaned_data[name]),
                why=self.cleaned_data["why"],
            )
            amendment.save()
            made.append(amendment)
        return made


def same(value):
    return sorted(value) if isinstance(value, list) else value


def fact_words(value) -> str:
    """A date, or factors, as people read them."""
    if isinstance(value, list):
        return "\n".join(str(Factor(code).label) for code in value)
    return full_day(value) if value else ""


def as_value(value):
    return value.isoformat() if isinstance(value, date) else value


def put_right(amendment: Amendment) -> Assessment:
    """The assessment with its date or factors as the amendment says, not saved."""
    assessment, name = amendment.assessment, amendment.section
    field = cast(models.Field, Assessment._meta.get_field(name))
    setattr(assessment, name, field.to_python(amendment.value))
    return assessment


class AmendFacts(ChildRecordUpdate):
    """Dates or factors of an authorised assessment that are wrong."""

    form_class = FactsForm
    page = "assessments"
    title = "Correct dates or factors"
    intro = (
        "What was authorised can always be read. A manager who is not you decides; then the"
        " assessment, its clocks, the figures and the census follow what is right."
    )
    save_label = "Send to a manager"
    saved = "Sent to a manager. It counts once they authorise it."
    logged_as = "a correction of an assessment"

    def get_object(self, queryset=None):
        return authorised_of(self)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def done(self, form):
        for amendment in self.object:
            tell_managers(amendment, by=self.request.user)

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.kwargs["pk"]])


class DecideForm(RecordForm):
    """Authorises a correction; with a reason, declines it."""

    as_seen = True

    class Meta(RecordForm.Meta):
        model = Amendment
        fields = ["declined_because"]
        labels = {"declined_because": "If it should stay as it is, say why"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["declined_because"].required = "decline" in self.data

    def clean(self):
        if self.instance.recorded_by == self.worker:
            self.add_error(None, "You asked for this: another manager must decide")
        today = timezone.localdate()
        if "decline" in self.data:
            self.instance.declined_on, self.instance.declined_by = today, self.worker
        else:
            self.cleaned_data["declined_because"] = ""
            self.instance.authorised_on, self.instance.authorised_by = today, self.worker
            self.check_what_is_put_right()
        return super().clean()

    def check_what_is_put_right(self):
        """It was right when it was asked for; another correction may have come between."""
        if self.instance.section not in FACTS:
            return
        try:
            put_right(self.instance).validate_constraints()
        except ValidationError as wrong:
            self.add_error(None, wrong.messages)


class AmendmentDecide(ChildRecordUpdate):
    """What an assessment says beside what it should say, for a manager to decide."""

    permission = Permission.AUTHORISE
    form_class = DecideForm
    template_name = "assessments/authorising/amendment.html"
    page = "assessments"
    title = "A correction"
    logged_as = "a correction of an assessment"

    def get_queryset(self):
        waiting = super().get_queryset().waiting().select_related("recorded_by", "assessment")
        return waiting.select_for_update(of=("self",)) if self.request.POST else waiting

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        pieces = difference(self.object.said, self.object.should_say)
        own = self.object.recorded_by == self.request.user
        return super().get_context_data(pieces=pieces, own=own, **kwargs)

    def done(self, form):
        if self.object.authorised_on and self.object.section in FACTS:
            put_right(self.object).save(update_fields=[self.object.section])
            Deadline.objects.filter(child=self.object.child_id).judge_again()
        if self.object.recorded_by and self.object.declined_on:
            tell(
                [self.object.recorded_by],
                child=self.child,
                kind=Notice.Kind.RETURNED,
                about=str(self.object),
            )

    def get_saved_words(self):
        if self.object.authorised_on:
            return "Corrected. The first words can still be read beneath."
        return "It stays as it is. Whoever asked for it is told why."

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.object.assessment_id])
