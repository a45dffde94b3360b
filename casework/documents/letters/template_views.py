"""The templates of letters: an administrator's pages. None of them opens a child's file."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.documents.letters.blocks import blocks_of
from casework.documents.letters.facts import demonstration_of
from casework.documents.letters.forms import NEWER, LetterTemplateForm, NewTemplateForm
from casework.documents.letters.letter import Paper
from casework.documents.letters.registry import registry
from casework.documents.letters.template_language import named
from casework.documents.models import LetterTemplate
from casework.interface.words import full_day


class LetterTemplates(PermissionMixin, TemplateView):
    permission = Permission.ADMINISTER
    template_name = "documents/letters/templates.html"

    def get_context_data(self, **kwargs):
        in_use = LetterTemplate.objects.in_use(self.request.user.authority_id)
        return super().get_context_data(templates=in_use.select_related("written_by"), **kwargs)


class LetterTemplateEdit(PermissionMixin, FormView):
    """A change makes a new version. *See how it reads* shows it and saves nothing."""

    permission = Permission.ADMINISTER
    form_class = LetterTemplateForm
    template_name = "documents/letters/template.html"

    @cached_property
    def versions(self) -> list[LetterTemplate]:
        worker, code = self.request.user, self.kwargs["code"]
        known = LetterTemplate.objects.of(worker.authority_id).filter(code=code)
        return list(known.select_related("written_by").order_by("-authority", "-version"))

    @cached_property
    def newest(self) -> LetterTemplate:
        own = [version for version in self.versions if version.authority_id]
        for version in own or self.versions:
            return version
        raise Http404

    @property
    def title(self):
        return self.newest.title

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.newest}

    def form_valid(self, form):
        if "look" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            with transaction.atomic():
                saved = form.save_as_new(self.request.user)
        except IntegrityError:
            form.add_error(None, NEWER.format(template=self.newest))
            return self.form_invalid(form)
        messages.success(self.request, f"Saved as version {saved.version}. New letters use it.")
        return redirect("letter-templates")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        source = self.newest.source
        return context | {
            "template": self.newest,
            "versions": self.versions,
            "fields": fields_of(source),
            "source": registry.get(source),
            "paper": self.paper(context["form"]),
        }

    def paper(self, form) -> Paper | None:
        """As it stands or, once it was sent without a fault, as it was typed."""
        if form.is_bound and not form.is_valid():
            return None
        if not form.is_bound:
            form = LetterTemplateForm(
                {"title": self.newest.title, "kind": self.newest.kind, "body": self.newest.body},
                instance=LetterTemplate(source=self.newest.source, version=self.newest.version),
            )
            form.is_valid()
        shown = demonstration_of(self.newest.source)
        return Paper(
            title=form.cleaned_data["title"],
            council=shown["council"],
            about="",
            made="",
            dated=full_day(timezone.localdate()),
            addressed_to=[],
            blocks=blocks_of(form.preview()),
        )


def fields_of(source: str) -> list[dict]:
    """Each field as it is written in a template, and what it says of the child in the preview."""
    return [
        {
            "name": f"{{% for one in {name} %}}" if lists(held) else f"{{{{ {name} }}}}",
            "inside": [f"{{{{ one.{key} }}}}" for key in held[0]] if lists(held) else [],
            "says": "" if lists(held) else value_words(held),
        }
        for name, held in named(demonstration_of(source))
    ]


def lists(held) -> bool:
    """A list of records; a list of names is written with ``|listed``."""
    return isinstance(held, list) and bool(held) and isinstance(held[0], dict)


def value_words(held) -> str:
    return ", ".join(map(str, held)) if isinstance(held, list) else str(held)


class LetterTemplateAdd(PermissionMixin, FormView):
    permission = Permission.ADMINISTER
    form_class = NewTemplateForm
    template_name = "documents/letters/template_add.html"
    title = "Add a template"

    def form_valid(self, form):
        made = form.save_for(self.request.user)
        return redirect("letter-template", made.code)
