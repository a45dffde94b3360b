from django import forms

from casework.confidentiality.models import Opening
from casework.confidentiality.openings import operations
from casework.interface.forms import Radios, Textarea

SHORTEST = 15
"""Signs: a reason somebody else can judge by is more than a word."""


def words_of(label: str, missing: str, **facts) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=Textarea(attrs={"rows": 4}),
        min_length=SHORTEST,
        error_messages={"required": missing, "min_length": f"{missing}, in a sentence"},
        **facts,
    )


class OpenForm(forms.Form):
    """Why somebody opens a file that is not theirs to open."""

    because = words_of(
        "Why must you open it now?",
        "Say why you must open it",
        help_text="What happened, and what you need to know. Whoever may open the file reads this",
    )

    def __init__(self, *args, child, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.by = child, by

    def save(self) -> Opening:
        because = self.cleaned_data["because"]
        return operations.open_file(self.child, because=because, by=self.by)


class ReviewForm(forms.Form):
    """A manager looks at it afterwards."""

    judged = forms.ChoiceField(
        label="Was it right to open the file?",
        choices=Opening.Judged.choices,
        widget=Radios,
        error_messages={"required": "Say whether it was right"},
    )
    found = words_of(
        "What did you find?",
        "Say what you found",
        help_text="What was read, and what follows from it. Who read which page is on"
        " Who has looked",
    )

    def __init__(self, *args, opening, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.opening, self.by = opening, by

    def save(self) -> None:
        facts = self.cleaned_data
        operations.review(self.opening, judged=facts["judged"], found=facts["found"], by=self.by)
