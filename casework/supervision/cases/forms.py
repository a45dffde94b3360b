"""Case supervision: the last actions each answered, reflection, and what is agreed now."""

from typing import Any

from django import forms
from django.utils import timezone

from casework.access.models import Worker
from casework.actions.forms import ActionAnswerForm, ActionForm
from casework.actions.models import Action
from casework.actions.owners import owner_choices
from casework.children.forms import RecordForm
from casework.children.together.forms import CardForm, SharedForm
from casework.interface.forms import Radios, Textarea
from casework.interface.words import full_day
from casework.plans.models import ManagementOversight
from casework.supervision.cases.reflection import questions_of
from casework.supervision.models import ActionAnswer, AgreedAction, CaseSupervision, Discussion
from casework.supervision.operations import finish
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside

NEW_ROWS = 3
Source = Action.Source
ASKED_AFTER = (Source.SUPERVISION, Source.AUDIT)
"""What was agreed here, and what an audit asked for; a plan's own actions are gone through with the
plan, and a panel's by the panel."""


class DiscussionForm(SharedForm):
    """When and with whom, and what the two thought: written once for brothers and sisters."""

    link, happened, said_of = "discussion", "held_on", "the talk"

    class Meta(RecordForm.Meta):
        model = Discussion
        fields = ["held_on", "worker", "hypotheses", "feelings", "bias", "wrong"]
        labels = {"held_on": "When did you talk?", "worker": "With whom?"}

    def __init__(self, *args, talks_with, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.session = session
        self.fields["held_on"].past = True
        self.initial["held_on"] = self.initial.get("held_on") or timezone.localdate()
        workers = Worker.objects.of(self.worker.authority_id).working().exclude(pk=self.worker.pk)
        self.fields["worker"].queryset = workers
        self.fields["worker"].error_messages["required"] = "Say whom you talked with"
        self.initial["worker"] = self.initial.get("worker") or talks_with
        self.questions = questions_of(self.worker.authority_id)
        for question in self.questions:
            asked = self.fields[question.field]
            asked.label, asked.help_text = question.asks, question.hint
            asked.widget = Textarea(rows=3)

    @property
    def reflections(self):
        return [self[question.field] for question in self.questions]

    def save_with(self, cards):
        discussion = self.save(commit=False)
        finish(discussion, cards, by=self.worker)
        return discussion


class SupervisionAnswerForm(ActionAnswerForm):
    """Closed with what it did for the child, carried with a reason, or no longer needed: each open
    action has one of these before the supervision can be finished."""

    ANSWERS = (
        (ActionAnswerForm.DONE, "Done"),
        (ActionAnswerForm.MOVED, "Carried on"),
        (ActionAnswerForm.DROPPED, "No longer needed"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, action = self.instance.child.first_name, self.instance
        self.fields["answer"].choices = self.ANSWERS
        if action.source == Source.AUDIT:
            self.fields["answer"].choices = self.ANSWERS[:2]
        self.fields["what_changed"].label = f"What did it do for {name}?"
        self.fields["moved_because"].label = "Why is it carried?"
        self.fields["new_due_on"].label = "By what date now?"
        self.initial["new_due_on"] = action.due_on

    def check_done(self, cleaned):
        super().check_done(cleaned)
        if "what_changed" in self.errors:
            name = self.instance.child.first_name
            self.errors.pop("what_changed")
            self.add_error("what_changed", f"Say what it did for {name}")

    def check_moved(self, cleaned):
        if not cleaned.get("moved_because"):
            self.add_error("moved_because", "Say why it is carried")
            cleaned["moved_because"] = "-"
        super().check_moved(cleaned)

    def keep_move(self):
        """The date before is kept only where it does change."""
        if self.cleaned_data["new_due_on"] != self.was[0] or self.was[1]:
            super().keep_move()

    @property
    def kept_answer(self) -> tuple[str, str]:
        """What is kept of it with the supervision."""
        answers = ActionAnswer.Answer
        data = self.cleaned_data
        if data["answer"] == self.DONE:
            return answers.DONE, data["what_changed"]
        if data["answer"] == self.DROPPED:
            return answers.DROPPED, data["dropped_because"]
        return answers.CARRIED, data["moved_because"]


class NewActionForm(HelpsWriting, ActionForm):
    """One action: what, what will be different for the child, one person, and a date. An empty row
    is none."""

    writing = {"what": Beside("supervision_action", reads=("what", "outcome"))}

    outcome = forms.CharField(label="What will be different", widget=Textarea(rows=2))

    class Meta(ActionForm.Meta):
        fields = ["what", "owner_name", "owner_agency", "due_on", "for_child"]

    field_order = ["what", "outcome", "owner", "owner_name", "owner_agency", "due_on", "for_child"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        name = self.instance.child.first_name
        self.fields["outcome"].label = f"What will be different for {name}?"
        self.fields["outcome"].error_messages["required"] = (
            f"Say what will be different for {name} because of it"
        )

    def check_end(self, cleaned):
        if not cleaned.get("due_on"):
            self.add_error("due_on", "Give the date it will be done by")
        else:
            super().check_end(cleaned)

    def kept_with(self, supervision: CaseSupervision) -> AgreedAction:
        return AgreedAction.on_file_of(
            supervision.child,
            supervision.recorded_by,
            supervision=supervision,
            action=self.instance,
            outcome=self.cleaned_data["outcome"],
        )

    def has_changed(self):
        """Words say that an action is meant."""
        typed = set(self.changed_data) & {"what", "outcome", "owner", "owner_name", "due_on"}
        return bool(typed)


class CaseForm(CardForm):
    """One child's own part, with an answer to each open action and rows for new ones."""

    link = "discussion"

    class Meta(RecordForm.Meta):
        model = CaseSupervision
        fields = ["what_changed", "danger", "strengths", "decision", "decided_because"]
        widgets = {
            "what_changed": Textarea(rows=4),
            "danger": Textarea(rows=3),
            "strengths": Textarea(rows=3),
            "decided_because": Textarea(rows=3),
            "decision": Radios(inline=True),
        }

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        name, fields = self.child.first_name, self.fields
        fields["what_changed"].label = f"What has changed for {name} since last time?"
        fields["what_changed"].error_messages["required"] = f"Say what has changed for {name}"
        fields["danger"].label = f"What worries us for {name}"
        fields["strengths"].label = f"What is going well for {name}"
        fields["decision"].label = "What do you decide?"
        fields["decision"].choices = CaseSupervision.Decision.choices
        fields["decision"].error_messages["required"] = f"Say what you decide for {name}"
        fields["decided_because"].label = "Why?"
        fields["decided_because"].error_messages["required"] = f"Say why you decide so for {name}"
        data = self.data if self.is_bound else None
        self.answers = [self._answer(action, data) for action in actions]
        owners = owner_choices(self.child)
        self.new_actions = [self._new_action(row, data, owners) for row in range(NEW_ROWS)]

    def _answer(self, action, data) -> SupervisionAnswerForm:
        action.child = self.child
        return SupervisionAnswerForm(
            data, prefix=f"a{action.pk}", instance=action, worker=self.instance.recorded_by
        )

    def _new_action(self, row: int, data, owners) -> NewActionForm:
        made = Action.on_file_of(
            self.child,
            self.instance.recorded_by,
            source=Source.SUPERVISION,
            agreed_on=timezone.localdate(),
        )
        prefix = f"{self.child.number}-new{row}"
        return NewActionForm(data, prefix=prefix, instance=made, owners=owners)

    @property
    def beneath(self) -> list[Any]:
        return [*self.answers, *self.new_actions]

    def is_valid(self):
        return all([super().is_valid(), *(form.is_valid() for form in self.beneath)])

    @property
    def agreed(self) -> list[NewActionForm]:
        return [form for form in self.new_actions if form.has_changed()]


class OversightForm(RecordForm):
    """What a manager decided, from any page of the file: found, and what changes or why not."""

    class Meta(RecordForm.Meta):
        model = ManagementOversight
        fields = ["about", "looked_on", "found", "what_changes"]
        widgets = {"about": Radios, "found": Textarea(rows=3), "what_changes": Textarea(rows=3)}
        labels = {
            "about": "What is it about?",
            "looked_on": "When did you look at it?",
            "found": "What did you find?",
            "what_changes": "What do you decide, and why?",
        }

    def __init__(self, *args, about="", **kwargs):
        super().__init__(*args, **kwargs)
        kinds = ManagementOversight.About
        self.fields["about"].choices = [
            choice for choice in kinds.choices if choice[0] != kinds.PLAN
        ]
        self.fields["about"].error_messages["required"] = "Say what it is about"
        self.initial["about"] = about if about in kinds.values else None
        self.initial["looked_on"] = timezone.localdate()
        self.fields["looked_on"].past = True

    def clean_looked_on(self):
        looked_on, born_on = self.cleaned_data["looked_on"], self.instance.child.person.born_on
        if looked_on and born_on and looked_on < born_on:
            name = self.instance.child.first_name
            raise forms.ValidationError(
                f"{name} was born on {full_day(born_on)}: this cannot be before that"
            )
        return looked_on
