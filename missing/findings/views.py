"""From interview to plan: findings, what is made of them, and what links children."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from casework.access.list_views import ListTools
from casework.access.models import Export
from casework.access.roles import Permission
from casework.children.base_views import (
    ChildMixin,
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.interface.exports import Column
from casework.timescales.models import Deadline
from missing.findings.forms import FindingForm, UseForm
from missing.findings.likeness import alike
from missing.findings.links import SHOWN, areas, draw, hints, links, not_written_down, with_findings
from missing.findings.operations import name_from_interview
from missing.models import Finding, ReturnInterview

CLOCK = "rhi.inform_plan"
NAME_LENGTH = Finding._meta.get_field("named").max_length


class ToFindings:
    logged_as = "what an interview found"
    page = "missing"

    def get_success_url(self):
        return reverse("findings", args=[self.child.pk])


class Findings(ToFindings, ChildPage):
    """What the child told us, and what we do because of it: not used yet first."""

    template_name = "missing/findings/findings.html"
    size = 50

    def get_context_data(self, **kwargs):
        findings = Finding.objects.of_child(self.child).with_all().newest_first()[: self.size]
        clocks = Deadline.objects.of_child(self.child).filter(code=CLOCK)
        clocks = {clock.record_id: clock for clock in clocks.shown()}
        worker, findings = self.request.user, list(findings)
        also = hints(self.child, [finding for finding in findings if not finding.used], worker)
        lines = [
            {
                "finding": finding,
                "clock": clocks.get(finding.pk),
                "hint": also.get(finding.subject_id),
            }
            for finding in findings
        ]
        waiting = [line for line in lines if not line["finding"].used]
        return super().get_context_data(
            waiting=waiting,
            used=[line for line in lines if line["finding"].used],
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )


class FindingAdd(ToFindings, ChildRecordCreate):
    form_class = FindingForm
    template_name = "missing/findings/finding_form.html"
    title = "What did you learn?"
    intro = "One thing at a time, so that each can lead to something."
    save_label = "Save this finding"

    @cached_property
    def interview(self):
        held = ReturnInterview.objects.of_child(self.child).held().select_related("child__person")
        return get_object_or_404(held, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            named_nowhere=not_written_down(self.interview),
            alike_url=reverse("finding-alike", args=[self.child.pk]),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """One press on a name of the interview makes it a finding; what is typed is kept."""
        name = request.POST.get("from_interview")
        if not name:
            return super().post(request, *args, **kwargs)
        if name in not_written_down(self.interview):
            name_from_interview(interview=self.interview, name=name, by=request.user)
            messages.success(request, f"{name} is a finding now. Put right what we guessed of it.")
        return redirect(request.path)

    def new_record(self):
        return Finding.on_file_of(self.child, self.request.user, interview=self.interview)

    def get_success_url(self):
        if "again" in self.request.POST:
            return self.request.path
        return super().get_success_url()

    saved = "Finding saved. It waits until something is done because of it."


class Alike(ChildMixin, View):
    """As a name is typed: what reads like it and was named before, by children one may know of."""

    permission = Permission.RECORD
    http_method_names = ["get"]
    logged_as = "what an interview found"

    def get(self, request, *args, **kwargs):
        kind, name = request.GET.get("kind", ""), request.GET.get("named", "").strip()
        subjects = alike(request.user, kind, name[:NAME_LENGTH])
        return render(request, "missing/findings/_alike.html", {"alike": subjects})


class FindingUse(ToFindings, ChildRecordUpdate):
    """What will happen because of one finding."""

    form_class = UseForm
    title = "What will happen because of this?"
    save_label = "Save"

    def get_queryset(self):
        return Finding.objects.of_child(self.child).unused().with_all()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": self.object.text}

    def get_saved_words(self):
        if self.object.ending == Finding.Ending.PARTNER:
            return f"Saved. Send it now to {self.object.get_partner_display()}."
        return "Saved."

    def get_success_url(self):
        if self.object.ending == Finding.Ending.PARTNER:
            return reverse("finding-extract", args=[self.child.pk, self.object.pk])
        return super().get_success_url()


class Extract(ToFindings, ChildPage):
    """Exactly what goes to a partner, marked, on a sheet of its own. Each opening is kept."""

    template_name = "missing/findings/extract.html"
    logged_as = "an extract for a partner"

    def get_context_data(self, **kwargs):
        passed = Finding.objects.of_child(self.child).filter(ending=Finding.Ending.PARTNER)
        finding = get_object_or_404(passed.with_all(), pk=self.kwargs["pk"])
        Export.objects.create(
            worker=self.request.user, title="Extract for a partner", address=self.request.path
        )
        return super().get_context_data(finding=finding, **kwargs)


class Links(PermissionMixin, ListTools, TemplateView):
    """What two or more children have named, among the children the reader may know of."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/findings/links.html"
    list_title = "What links children"
    order = ("-last_on", "pk")
    columns = [
        Column("Kind", lambda subject: subject.get_kind_display()),
        Column("Name", lambda subject: subject.name),
        Column("Children", lambda subject: subject.children),
        Column("Interviews", lambda subject: subject.interviews),
        Column("First named", lambda subject: subject.first_on),
        Column("Last named", lambda subject: subject.last_on),
    ]

    def all_rows(self):
        return links(self.request.user)

    def get_context_data(self, **kwargs):
        worker = self.request.user
        subjects = list(with_findings(links(worker), worker)[:SHOWN])
        return super().get_context_data(
            subjects=subjects, drawing=draw(subjects), areas=areas(worker), **kwargs
        )
