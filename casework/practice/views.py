"""The pages on which an administrator looks after what is asked. No child is on any of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.words import full_day
from casework.practice.default_templates import ship_all
from casework.practice.forms import PublishForm, SectionForm
from casework.practice.models import Section, Template, Version
from casework.practice.versions import draft_of, move

NEWEST = 20


class Administers(PermissionMixin):
    permission = Permission.ADMINISTER

    @property
    def authority(self):
        return self.request.user.authority


class Templates(Administers, ListView):
    template_name = "practice/templates.html"

    def get_queryset(self):
        ship_all(self.authority)
        templates = list(Template.objects.of(self.authority))
        versions = list(Version.objects.of(self.authority).select_related("published_by"))
        begun = list(Version.objects.of(self.authority).newest_in_force())
        for template in templates:
            own = [version for version in versions if version.template_id == template.pk]
            template.draft = next((version for version in own if not version.published), None)
            template.to_come = next((version for version in own if version.to_come), None)
            in_force = (version for version in begun if version.template_id == template.pk)
            template.now = next(in_force, None)
        return templates


class TemplateHistory(Administers, DetailView):
    """Every version of one template, the newest first, and which is in force."""

    template_name = "practice/template.html"

    def get_queryset(self):
        return Template.objects.of(self.authority)

    def get_context_data(self, **kwargs):
        versions = self.object.versions.with_counts().select_related("published_by")
        return super().get_context_data(
            versions=versions[:NEWEST],
            now=self.object.versions.newest_in_force().first(),
            being_made=self.object.versions.drafts().first(),
            **kwargs,
        )


class DraftBegin(Administers, View):
    """Opens the draft of a template: a copy of what is published, if there is none yet."""

    http_method_names = ["post"]

    def post(self, request, pk):
        template = get_object_or_404(Template.objects.of(self.authority), pk=pk)
        return redirect(draft_of(template))


class OneVersion(Administers, DetailView):
    """A version to read; a draft can be changed here."""

    template_name = "practice/version.html"
    context_object_name = "version"

    def get_queryset(self):
        return Version.objects.of(self.authority).select_related("template", "published_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=self.object.sections.all(), **kwargs)


class Preview(OneVersion):
    """As it will be asked about one child, by a name nobody has."""

    template_name = "practice/preview.html"
    name = "Ruby"

    def get_context_data(self, **kwargs):
        questions = [
            {
                "section": section,
                "title": section.title_for(self.name),
                "question": section.question_for(self.name),
                "prompt": section.prompt_for(self.name),
                "ends": section.ends_for(self.name),
            }
            for section in self.object.sections.all()
        ]
        return super().get_context_data(questions=questions, **kwargs)


class OfADraft(Administers):
    """What changes a draft. A published version is not found: it never changes."""

    template_name = "practice/form.html"
    title, save_label, saved = "", "Save", "Saved."

    @cached_property
    def version(self) -> Version:
        drafts = Version.objects.of(self.authority).drafts().select_related("template")
        return get_object_or_404(drafts, pk=self.kwargs["version"])

    def form_valid(self, form):
        form.save()
        messages.success(self.request, self.saved)
        return redirect(self.version)

    def get_context_data(self, **kwargs):
        context = {"title": self.title, "save_label": self.save_label, "version": self.version}
        return super().get_context_data(**kwargs | context)


class SectionAdd(OfADraft, CreateView):
    form_class = SectionForm
    title = "Add a section"
    save_label = "Add the section"
    saved = "Section added, at the end."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Section(version=self.version)}


class SectionEdit(OfADraft, UpdateView):
    form_class = SectionForm
    title = "Change a section"
    save_label = "Save the section"

    def get_queryset(self):
        return self.version.sections.all()


class SectionMove(OfADraft, View):
    http_method_names = ["post"]

    def post(self, request, version, pk):
        section = get_object_or_404(self.version.sections, pk=pk)
        move(section, -1 if "up" in request.POST else 1)
        return redirect(f"{self.version.get_absolute_url()}#section-{section.pk}")


class SectionRemove(OfADraft, View):
    """Only from the draft: what was answered in earlier versions stays on the records."""

    http_method_names = ["post"]

    def post(self, request, version, pk):
        section = get_object_or_404(self.version.sections, pk=pk)
        section.delete()
        messages.success(request, f"{section} is taken out of this draft.")
        return redirect(self.version)


class Publish(OfADraft, UpdateView):
    form_class = PublishForm
    title = "Publish"
    save_label = "Publish this version"
    template_name = "practice/publish.html"

    def get_object(self, queryset=None):
        return self.version

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        since = full_day(form.cleaned_data["in_force_from"])
        self.saved = f"{self.version} is published. It is in force from {since}."
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("template", args=[self.version.template_id])
