"""A team that thinks together, and senior managers who read files at random."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate, PermissionMixin
from casework.children.models import Child
from casework.referrals.models import EpisodeOfNeed
from casework.supervision.cases.briefs import briefs
from casework.supervision.models import FileSample, GroupDiscussion, GroupSession, SampledFile
from casework.supervision.operations import draw
from casework.supervision.practice.forms import (
    DrawForm,
    GroupDiscussionForm,
    GroupSessionForm,
    LearnedForm,
    SampledFileForm,
)
from casework.supervision.regularity import due_of, sample_due
from casework.supervision.sessions.base_views import FormOfSupervision

NEWEST = 20
LATELY = timedelta(days=92)


class GroupSessions(PermissionMixin, TemplateView):
    """What one's team, and groups one came to, thought about and will do differently."""

    template_name = "supervision/groups.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        groups = GroupSession.objects.open_to(worker).newest_first()
        groups = groups.select_related("led_by", "team").prefetch_related("people")
        return super().get_context_data(
            groups=groups[:NEWEST], may_add=worker.may(Permission.RECORD), **kwargs
        )


class GroupSessionAdd(FormOfSupervision, PermissionMixin, CreateView):
    """Anyone who works with children writes it down: peers need no manager."""

    permission = Permission.RECORD
    form_class = GroupSessionForm
    title = "Group or peer supervision"
    saved = "Kept. What you thought of a child goes on their file."

    def get_form_kwargs(self):
        worker = self.request.user
        made = GroupSession(
            authority_id=worker.authority_id, team_id=worker.team_id, recorded_by=worker
        )
        return {**super().get_form_kwargs(), "instance": made}

    def get_success_url(self):
        return reverse("group-sessions")


class GroupDiscussionAdd(ChildRecordCreate):
    """On the child's file: what a group thought, and what will change."""

    form_class = GroupDiscussionForm
    title = "What a group thought"
    logged_as = "a reflective case discussion"

    def new_record(self):
        today = timezone.localdate()
        return GroupDiscussion.on_file_of(self.child, self.request.user, held_on=today)

    def get_form_kwargs(self):
        since = timezone.localdate() - LATELY
        groups = GroupSession.objects.open_to(self.request.user).filter(held_on__gte=since)
        return {**super().get_form_kwargs(), "groups": groups.newest_first()}

    def get_saved_words(self):
        return f"Kept on {self.child.first_name}’s file."

    def get_success_url(self):
        return reverse("child-supervision", args=[self.child.pk])


class Samples(PermissionMixin):
    permission = Permission.OVERSEE_PROTECTION

    @cached_property
    def sample(self) -> FileSample:
        samples = FileSample.objects.of(self.request.user).filter(pk=self.kwargs["pk"])
        sample = samples.select_related("drawn_by").first()
        if sample is None:
            raise Http404
        return sample


class FileSamples(FormOfSupervision, Samples, FormView):
    """Every sample that was drawn, when the next is due, and drawing one."""

    form_class = DrawForm
    template_name = "supervision/samples.html"
    title, save_label = "Files read at random", "Draw a sample"

    def frame(self):
        """Every child in work whom this manager may know of: restricted files are not drawn."""
        known = Child.objects.visible_to(self.request.user).filter(restricted=False)
        return known.filter(pk__in=EpisodeOfNeed.objects.open().values("child"))

    def form_valid(self, form):
        sample = draw(self.frame(), number=form.cleaned_data["number"], by=self.request.user)
        messages.success(self.request, "Drawn by chance. Read each file and its supervision.")
        return redirect("file-sample", sample.pk)

    def get_success_url(self):
        return reverse("supervision")

    def get_context_data(self, **kwargs):
        worker = self.request.user
        samples = FileSample.objects.of(worker).select_related("drawn_by").newest_first()
        due = due_of(sample_due(worker.authority_id))
        return super().get_context_data(samples=samples[:NEWEST], due=due, **kwargs)


class FileSamplePage(Samples, TemplateView):
    template_name = "supervision/sample.html"

    def get_context_data(self, **kwargs):
        files = SampledFile.objects.visible_to(self.request.user).filter(sample=self.sample)
        return super().get_context_data(
            sample=self.sample,
            files=files.select_related("child__person").order_by("child"),
            mine=self.sample.drawn_by_id == self.request.user.pk,
            **kwargs,
        )


class FileSampleEnd(FormOfSupervision, Samples, UpdateView):
    form_class = LearnedForm
    title, saved = "What you learned", "Kept. The next sample is due in three months."

    def get_queryset(self):
        mine = FileSample.objects.of(self.request.user).filter(drawn_by=self.request.user)
        return mine.filter(finished_on=None)

    def get_success_url(self):
        return reverse("file-sample", args=[self.object.pk])


class SampledFileRead(ChildRecordUpdate):
    """A senior manager says what this file shows, with what they need beside them."""

    form_class = SampledFileForm
    permission = Permission.OVERSEE_PROTECTION
    template_name = "supervision/sampled_file.html"
    title = "What this file shows"
    logged_as = "a file read at random"

    def get_queryset(self):
        return super().get_queryset().filter(sample__drawn_by=self.request.user)

    def get_context_data(self, **kwargs):
        brief = briefs([self.child], self.request.user)[self.child.pk]
        return super().get_context_data(brief=brief, **kwargs)

    def get_saved_words(self):
        return f"Kept for {self.child.first_name}."

    def get_success_url(self):
        return reverse("file-sample", args=[self.object.sample_id])
