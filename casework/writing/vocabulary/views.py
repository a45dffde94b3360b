"""An administrator's pages: the words families here may not know, and which prompts writers get."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Lower
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import CreateView, DeleteView, FormView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.forms import RecordForm
from casework.interface.forms import Checkboxes
from casework.writing.checks import jargon
from casework.writing.checks.engine import KINDS, advice_of
from casework.writing.prompts.views import KIND_WORDS
from casework.writing.vocabulary.models import OwnTerm, PromptOff, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 40
HISTORY = 20
EVENTS = {"insert": "added", "update": "changed", "delete": "taken out"}


class Administers(PermissionMixin):
    permission = Permission.ADMINISTER
    success_url: "StrOrPromise | None" = reverse_lazy("plain-words")

    @property
    def council(self):
        return self.request.user.authority_id


class WordsPage(Administers, TemplateView):
    """The council's own words, and a search among those that came with the product."""

    template_name = "writing/vocabulary/words.html"

    def get_context_data(self, **kwargs):
        sought = self.request.GET.get("q", "").strip()
        own = OwnTerm.objects.of(self.council)
        return super().get_context_data(
            own=own,
            sought=sought,
            matches=shipped_like(sought),
            shipped=len(jargon.glossary()),
            off=[
                (KIND_WORDS[prompt.kind], advice_of(prompt.kind, prompt.code))
                for prompt in PromptOff.objects.of(self.council).wholly()
                if prompt.kind in KIND_WORDS
            ],
            history=history_of(self.council),
            **kwargs,
        )


def shipped_like(sought: str) -> list[tuple[str, str]]:
    """Shipped terms that hold these letters, or whose meaning does."""
    lower = sought.lower()
    terms = jargon.glossary().items()
    return [
        (term, means) for term, means in terms if lower in term.lower() or lower in means.lower()
    ][:SHOWN]


def history_of(authority_id) -> list[dict]:
    events = OwnTerm.pgh_event_model.objects.filter(authority=authority_id)
    rows = events.order_by("-pgh_id").values(
        "term", "means", "known", "pgh_label", "pgh_created_at"
    )
    return [{**row, "did": EVENTS.get(row["pgh_label"], "changed")} for row in rows[:HISTORY]]


class OwnTermForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OwnTerm
        fields = ["term", "means", "known"]
        error_messages = {"term": {"required": "Write the word, or the letters"}}

    def clean_term(self):
        """Said once, whatever the case; the council comes from who is signed in."""
        term = " ".join(self.cleaned_data["term"].split())
        same = OwnTerm.objects.of(self.instance.authority_id).exclude(pk=self.instance.pk)
        if same.annotate(lower=Lower("term")).filter(lower=term.lower()).exists():
            raise forms.ValidationError("This word is in your list already")
        return term

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("known") and not cleaned.get("means") and "term" in cleaned:
            self.add_error("means", "Say what it means in plain words")
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority"}


class OwnTermForms(Administers):
    template_name: str | None = "writing/vocabulary/word_form.html"

    def get_queryset(self):
        return OwnTerm.objects.of(self.council)

    def form_valid(self, form):
        messages.success(self.request, f"“{form.cleaned_data['term']}” saved.")
        return super().form_valid(form)


class AddTerm(OwnTermForms, CreateView):
    form_class = OwnTermForm
    extra_context = {"title": "Add a word"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": OwnTerm(authority_id=self.council)}

    def get_initial(self):
        """A shipped term is offered with the meaning it has now."""
        term = self.request.GET.get("term", "")[:60]
        return {"term": term, "means": words_of(self.council).meaning(term)} if term else {}


class ChangeTerm(OwnTermForms, UpdateView):
    form_class = OwnTermForm
    extra_context = {"title": "Change a word"}


class RemoveTerm(Administers, DeleteView):
    template_name = "writing/vocabulary/word_remove.html"

    def get_queryset(self):
        return OwnTerm.objects.of(self.council)

    def form_valid(self, form):
        messages.success(self.request, f"“{self.object}” is no longer in your list.")
        return super().form_valid(form)


def prompts_of(kind: str) -> list[tuple[str, str]]:
    return [(label.code, advice_of(kind, label.code)) for label in KINDS[kind]]


NOTHING_TICKED = "Nothing is ticked: if no prompt is to stand beside any text, tick this"


class PromptsForm(forms.Form):
    """Which prompts stand beside each kind of text."""

    def __init__(self, *args, off, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, says in KIND_WORDS.items():
            choices = prompts_of(kind)
            self.fields[kind] = forms.MultipleChoiceField(
                label=says,
                choices=choices,
                required=False,
                widget=Checkboxes(),
                initial=[code for code, _ in choices if (kind, code) not in off],
            )

        self.fields["none"] = forms.BooleanField(
            label="No prompt at all, beside any text", required=False
        )

    def clean(self):
        """Nothing ticked may be a page that was sent before it had loaded."""
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in (*KIND_WORDS, "none")):
            self.add_error("none", NOTHING_TICKED)
        return cleaned

    def off(self):
        return {
            (kind, code)
            for kind in KIND_WORDS
            for code, _ in prompts_of(kind)
            if code not in self.cleaned_data[kind]
        }


class Prompts(Administers, FormView):
    form_class = PromptsForm
    template_name = "writing/vocabulary/prompts.html"

    def get_form_kwargs(self):
        off = set(PromptOff.objects.of(self.council).wholly().values_list("kind", "code"))
        return {**super().get_form_kwargs(), "off": off}

    def form_valid(self, form):
        off, stand = form.off(), PromptOff.objects.of(self.council).wholly()
        with transaction.atomic():
            for prompt in stand:
                if (prompt.kind, prompt.code) not in off:
                    prompt.delete()
            kept = set(stand.values_list("kind", "code"))
            for kind, code in sorted(off - kept):
                PromptOff.objects.update_or_create(
                    authority_id=self.council, kind=kind, code=code, defaults={"below": None}
                )
        messages.success(self.request, "Saved. Writers see it within a minute.")
        return redirect(self.get_success_url())
