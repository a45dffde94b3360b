from django.utils import timezone

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Radios
from casework.voice.models import Advocate, HowChildTells


class HowChildTellsForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = HowChildTells
        fields = ["speech", "ways", "when_glad", "when_not", "helps", "written_on"]
        widgets = {"speech": Radios}
        help_texts = {
            "ways": "Such as: looks at what she wants, signs a few words, a picture book",
            "helps": "Such as: sit on his left, wait, one question at a time",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["speech"].label = f"Does {name} speak?"
        self.fields["ways"].label = f"How does {name} tell people things?"
        self.fields["when_glad"].label = f"How do you see that {name} likes something?"
        self.fields["when_not"].label = f"How do you see that {name} does not want something?"
        self.fields["helps"].label = f"What helps {name} to be understood?"
        self.fields["written_on"].past, self.fields["written_on"].named = True, "day"
        self.initial["written_on"] = timezone.localdate()


class AdvocateForm(ConstraintErrorsMixin, RecordForm):
    """Offered; answered; who it is; until when: each added when it is known."""

    beside = {
        "advocate_answer_has_its_day": "answered_on",
        "advocate_answered_after_offered": "answered_on",
        "advocate_helps_by_name": "name",
        "advocate_starts_after_offered": "started_on",
        "advocate_end_has_its_reason": "ended_because",
        "advocate_ends_after_it_starts": "ended_on",
    }

    class Meta(RecordForm.Meta):
        model = Advocate
        fields = [
            "kind",
            "offered_on",
            "offered_how",
            "answer",
            "answered_on",
            "because",
            "name",
            "organisation",
            "started_on",
            "ended_on",
            "ended_because",
        ]
        widgets = {
            "kind": Radios,
            "answer": Radios(
                reveals={
                    "accepted": ["name", "organisation", "started_on", "ended_on", "ended_because"]
                }
            ),
        }
        help_texts = {"started_on": "Leave it empty until they have begun"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["answer"].label = f"What did {name} answer?"
        self.fields["because"].label = f"What {name} said about it"
        for day, called in DAYS.items():
            self.fields[day].past, self.fields[day].named = True, called


DAYS = {
    "offered_on": "day it was offered",
    "answered_on": "day of the answer",
    "started_on": "day they began",
    "ended_on": "day it ended",
}
