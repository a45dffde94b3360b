"""Forms of letters and of their templates."""

import secrets

from django import forms

from casework.children.forms import RecordForm
from casework.documents.letters.facts import demonstration_of
from casework.documents.letters.registry import registry
from casework.documents.letters.template_language import check, merged
from casework.documents.models import Letter, LetterTemplate
from casework.interface.forms import Radios, Textarea
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside


class LetterForm(HelpsWriting, RecordForm):
    writing = {"text": Beside("letter_paragraph")}

    class Meta(RecordForm.Meta):
        model = Letter
        fields = ["title", "addressed_to", "text"]
        widgets = {"addressed_to": Textarea(rows=4), "text": Textarea(rows=22)}
        help_texts = {
            "addressed_to": "Name and address, a line each. Leave it empty if none is needed.",
            "text": "Start a line with # for a heading, - for a list, > for someone’s own words."
            " An empty line starts a new paragraph.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "Title"
        self.fields["text"].label = "The words"


class StartLetterForm(forms.Form):
    """Which template, and about which record: one choice."""

    which = forms.ChoiceField(
        label="What do you want to write?",
        widget=Radios,
        error_messages={"required": "Choose what to write"},
    )

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = {f"{offer.template.pk}:{offer.key}": offer for offer in offers}
        self.fields["which"].choices = [(key, str(offer)) for key, offer in self.offers.items()]

    @property
    def chosen(self):
        return self.offers[self.cleaned_data["which"]]


class LetterTemplateForm(RecordForm):
    """A new version of a template. ``seen`` is the version its writer read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = LetterTemplate
        fields = ["title", "kind", "body", "offered"]
        widgets = {"body": Textarea(rows=24)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "What is it called?"
        self.fields["offered"].help_text = "Untick it to take it off the list workers choose from."
        self.fields["seen"].initial = self.instance.version

    def clean_body(self):
        body = self.cleaned_data["body"]
        check(body, demonstration_of(self.instance.source))
        return body

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") not in (None, self.instance.version):
            self.add_error(None, NEWER.format(template=self.instance))
        return cleaned

    def preview(self) -> str:
        """As it would read for a child who does not exist."""
        body = self.cleaned_data.get("body", "")
        return merged(body, demonstration_of(self.instance.source)) if body else ""

    def save_as_new(self, worker):
        newest = self.instance
        return LetterTemplate.objects.create(
            authority_id=worker.authority_id,
            code=newest.code,
            source=newest.source,
            version=newest.version + 1,
            written_by=worker,
            **{name: self.cleaned_data[name] for name in self._meta.fields},
        )


NEWER = (
    "Someone saved version {template.version} of this while you wrote. Copy your words, open it"
    " again, and put them in"
)


class NewTemplateForm(RecordForm):
    source = forms.ChoiceField(label="What is it about?", widget=Radios)

    class Meta(RecordForm.Meta):
        model = LetterTemplate
        fields = ["title", "kind", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "What is it called?"
        self.fields["source"].choices = [(source.code, source.title) for source in registry]

    def unchecked_fields(self):
        return super().unchecked_fields() | {"body", "code", "authority"}

    def save_for(self, worker):
        made = self.instance
        made.authority_id, made.written_by = worker.authority_id, worker
        made.code = f"own-{secrets.token_hex(6)}"
        made.body = "Write the words here."
        made.offered = False
        made.save()
        return made
