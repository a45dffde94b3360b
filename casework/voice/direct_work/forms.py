from typing import Any

from django import forms

from casework.children.forms import RecordForm
from casework.children.together.forms import CardForm, SharedForm
from casework.documents.choices import offer
from casework.documents.models import ChildDocument, Document
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, Radios, Textarea, YesNoField
from casework.recording.pronouns import pronouns_of
from casework.voice.models import DirectWork, Language, OwnTool, Tool, Voice
from casework.voice.models.codes import Helper

OWN = f"{Tool.OWN}-"
HOW = "Choose how you asked or watched"


def tool_choices(authority_id) -> list[tuple[str, str]]:
    """Those that came with Casework, then the council's own that are still offered."""
    shipped = [choice for choice in Tool.choices if choice[0] != Tool.OWN]
    own = OwnTool.objects.of(authority_id).offered()
    return [("", "Choose one"), *shipped, *((f"{OWN}{tool.pk}", tool.name) for tool in own)]


class DirectWorkForm(ConstraintErrorsMixin, SharedForm):
    """When, how and with whose help: the same for every child who took part."""

    link, happened, said_of = "work", "held_on", "this"
    beside = {"direct_work_somebody_asked": "asked_by_name", "direct_work_names_its_tool": "tool"}

    tool = forms.ChoiceField(
        label="How did you ask or watch?", error_messages={"required": HOW, "invalid_choice": HOW}
    )
    helped_by = forms.MultipleChoiceField(
        label="Did anyone help them be understood?",
        required=False,
        widget=Checkboxes,
        choices=Helper.choices,
    )

    class Meta(RecordForm.Meta):
        model = DirectWork
        fields = ["held_on", "tool", "place", "asked_by_name", "helped_by", "helper_name"]
        labels = {"asked_by_name": "Who asked or watched, if it was not you?"}
        help_texts = {
            "asked_by_name": "Such as: Mrs Pell, class teacher",
            "place": "Such as: in the garden at nan’s",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].past, self.fields["held_on"].named = True, "day"
        self.fields["tool"].choices = tool_choices(self.worker.authority_id)

    def clean_tool(self):
        chosen = self.cleaned_data["tool"]
        if chosen.startswith(OWN):
            self.instance.own_tool_id = int(chosen.removeprefix(OWN))
            return Tool.OWN.value
        return chosen

    def clean(self):
        cleaned = super().clean()
        self.instance.asked_by = None if cleaned.get("asked_by_name") else self.worker
        if cleaned.get("helper_name") and not cleaned.get("helped_by"):
            self.add_error("helped_by", "Say what the person you named is")
        return cleaned


class VoiceForm(CardForm):
    """What one child said, in the words used; of one who does not speak, what they showed."""

    link = "work"

    alone = YesNoField()

    class Meta(RecordForm.Meta):
        model = Voice
        fields = [
            "kind",
            "words",
            "language",
            "translation",
            "translated_by",
            "alone",
            "with_whom",
            "picture",
            "means",
            "kept_off",
        ]
        widgets = {
            "words": Textarea(rows=5, attrs={"dir": "auto"}),
            "translation": Textarea(rows=3),
            "means": Textarea(rows=3),
        }
        help_texts = {
            "kept_off": "Where someone at home who may read it must not",
            "translation": "Leave the words above as they were said",
        }

    def __init__(self, *args, watched=False, **kwargs):
        super().__init__(*args, **kwargs)
        name, they = self.child.first_name, pronouns_of(self.child.person)
        self.fields["words"].label = (
            f"What {they.they} did and showed" if watched else "The words, exactly as said"
        )
        self.fields["words"].error_messages["required"] = (
            f"Write down what {name} {'did and showed' if watched else 'said'}"
        )
        self.fields["alone"].label = f"Was {name} on {they.their} own with whoever asked?"
        self.fields["alone"].error_messages["required"] = f"Say whether {name} was alone"
        self.fields["alone"].widget.reveals = {"no": "with_whom"}
        self.fields["means"].label = f"What you think it means for {name}"
        self.fields["kind"].error_messages["required"] = f"Say what it is about for {name}"
        self.fields["kind"].widget = Radios(choices=Voice.Kind.choices)
        self.initial.pop("alone", None)
        if watched:
            self.initial["kind"] = Voice.Kind.SHOWED
        self.offer_pictures()

    def offer_pictures(self):
        """The drawings and photographs that stand on this child's own file."""
        pictures = ChildDocument.objects.of_child(self.child).standing()
        pictures = pictures.filter(document__kind=Document.Kind.PICTURE)
        field: Any = self.fields["picture"]
        field.label = "A drawing or photograph of it"
        if not offer(field, pictures, self.instance.recorded_by, dated=True):
            del self.fields["picture"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("alone"):
            cleaned["with_whom"] = ""
        elif cleaned.get("alone") is False and not cleaned.get("with_whom"):
            self.add_error("with_whom", f"Say who else was there with {self.child.first_name}")
        if cleaned.get("translation") and cleaned.get("language") == Language.ENGLISH:
            self.add_error("language", "Say in which language it was said")
        return cleaned

    def part(self, shared):
        self.instance.held_on = shared.cleaned_data["held_on"]
        return self.instance


class OwnToolForm(ConstraintErrorsMixin, RecordForm):
    """The council comes from who is signed in."""

    beside = {"own_tool_once": "name"}

    class Meta(RecordForm.Meta):
        model = OwnTool
        fields = ["name", "how", "retired_on"]
        help_texts = {"how": "Such as: picture cards for children with a learning disability"}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
