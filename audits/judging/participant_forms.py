"""The forms of those an audit is done with: the worker's view, the talks, what was made safe."""

from django import forms
from django.utils import timezone

from audits.models import Audit, FeedbackFrom, SelfView
from casework.children.forms import RecordForm
from casework.interface.forms import Radios, Textarea


class SelfViewForm(RecordForm):
    """The worker's own view, before anyone judges. It gives no grade."""

    class Meta(RecordForm.Meta):
        model = SelfView
        fields = ["works", "would_change", "difference", "helps"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.audit.child.first_name
        self.fields["works"].label = f"What are you proud of in your work with {name}?"
        self.fields["would_change"].label = "What would you do differently?"
        self.fields["difference"].label = f"What is different for {name} because of it?"
        self.fields["helps"].label = "What got in the way, and what would help?"
        for field in self.fields.values():
            field.widget = Textarea(rows=3)


class TalksForm(RecordForm):
    """Who the auditor talked with, and what the family said."""

    class Meta(RecordForm.Meta):
        model = Audit
        fields = [
            "talked_with_worker_on",
            "talk_with_worker",
            "no_view_because",
            "talked_with_manager_on",
            "talk_with_manager",
            "feedback_from",
            "family_feedback",
            "no_feedback_because",
        ]
        widgets = {
            "feedback_from": Radios,
            "talk_with_worker": Textarea(rows=3),
            "talk_with_manager": Textarea(rows=3),
            "family_feedback": Textarea(rows=3),
        }
        labels = {
            "no_view_because": "If there will be no view from the worker, why not?",
            "feedback_from": "Who in the family told you what they think?",
            "no_feedback_because": "If nobody in the family was asked, why not?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["feedback_from"] = forms.ChoiceField(
            choices=[*FeedbackFrom.choices, ("", "Nobody yet")],
            required=False,
            widget=Radios(),
            label=self.fields["feedback_from"].label,
            initial="",
        )

    def clean(self):
        cleaned = super().clean()
        today = timezone.localdate()
        for who, talk in (
            ("talked_with_worker_on", "talk_with_worker"),
            ("talked_with_manager_on", "talk_with_manager"),
        ):
            if cleaned.get(who) and cleaned[who] > today:
                self.add_error(who, "You cannot have talked on a day to come")
            if cleaned.get(who) and not cleaned.get(talk):
                self.add_error(talk, "Say what you talked about")
            if cleaned.get(talk) and not cleaned.get(who) and who not in self.errors:
                self.add_error(who, "Give the day you talked")
        if cleaned.get("feedback_from") and not cleaned.get("family_feedback"):
            self.add_error("family_feedback", "Write what they told you")
        if cleaned.get("family_feedback") and not cleaned.get("feedback_from"):
            self.add_error("feedback_from", "Say who told you")
        return cleaned


class MadeSafeForm(RecordForm):
    """What was done after an auditor said that a child was not safe."""

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["made_safe_by"]
        labels = {"made_safe_by": "What was done, and by whom?"}
        widgets = {"made_safe_by": Textarea(rows=4)}

    def clean_made_safe_by(self):
        made_safe_by = self.cleaned_data["made_safe_by"].strip()
        if not made_safe_by:
            raise forms.ValidationError("Say what was done, and by whom")
        self.instance.made_safe_at = self.instance.made_safe_at or timezone.now()
        return made_safe_by
