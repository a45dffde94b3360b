"""The request for a legal planning meeting, with what is known already filled in."""

from typing import Any

from django import forms

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.documents.choices import offer
from casework.documents.models import ChildDocument, Document
from casework.interface.forms import Checkboxes, Textarea
from casework.preproceedings.models import ChildPreProceedings, PreProceedings


class AskForm(RecordForm):
    """A legal planning meeting is asked for, with what is known already filled in."""

    papers = forms.ModelMultipleChoiceField(
        Document.objects.none(), required=False, widget=Checkboxes, label="Papers on the file"
    )

    class Meta(RecordForm.Meta):
        model = PreProceedings
        fields = ["urgent", "threshold", "tried", "wants", "papers_list", "case_manager"]
        widgets = {
            "threshold": Textarea(rows=8),
            "tried": Textarea(rows=10),
            "wants": Textarea(rows=3),
            "papers_list": Textarea(rows=3),
        }
        labels = {
            "papers_list": "Other papers the panel needs, one a line",
            "case_manager": "Who follows the milestones?",
        }
        help_texts = {
            "threshold": "What harm, to which child, on what evidence, and why it is likely to go"
            " on. What is on the file is filled in: change it to what is true today",
            "tried": "Filled in from the plans: add what the family did, and what came of it",
            "urgent": "The panel then meets the same day",
        }

    field_order = ["urgent", "threshold", "tried", "wants", "papers", "papers_list", "case_manager"]

    def __init__(self, *args, children, by, **kwargs):
        super().__init__(*args, **kwargs)
        papers: Any = self.fields["papers"]
        held = ChildDocument.objects.visible_to(by).filter(child__in=children, removed_at=None)
        if not offer(papers, held, by):
            del self.fields["papers"]
        workers = Worker.objects.of(self.instance.authority_id).working()
        self.fields["case_manager"].queryset = workers.who_may(Permission.SOCIAL_WORK)


class AskPartForm(ChildPartForm):
    """One child the panel is asked about."""

    made_on_saving = ("process",)
    asks = "The panel is asked about {name} too"

    class Meta(RecordForm.Meta):
        model = ChildPreProceedings
        fields = ["lives", "own_words"]
        labels = {"lives": "Where {name} is now", "own_words": "What {name} says or shows about it"}
        help_texts = {"lives": "Such as: at home, with Mum; with her gran"}
