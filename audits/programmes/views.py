"""Programmes of audits: planned, drawn by the system, and proved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView, View

from audits import sampling
from audits.criteria import editions as criteria
from audits.models import Audit, Programme
from audits.programmes import eligibility, operations
from audits.programmes.forms import AuditorForm, ProgrammeForm
from audits.programmes.progress import group_sizes, progress, shares_of
from audits.programmes.results import GRADES, NOT_ALL, ProgrammeResults
from audits.second_readings import agreed_words
from audits.views import with_deadlines
from casework.access.list_views import KeyedList, ListTools
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.models import Child
from casework.interface import words
from casework.interface.exports import Column

DRAWN = "This sample has been drawn: its questions and children stay as they are."
JUDGING_BEGAN = "Judging has begun: the audit stays with its auditor."


class Programmes(PermissionMixin, KeyedList, TemplateView):
    """All programmes for those who give out audits; for an auditor their own."""

    permission = Permission.AUDIT
    template_name = "audits/programmes/programmes.html"
    list_title, order, page_size = "Audit programmes", ("-begins_on", "-pk"), 20
    columns = [
        Column("Programme", lambda programme: programme.title),
        Column("Kind", lambda programme: programme.get_kind_display()),
        Column("Begins", lambda programme: programme.begins_on),
        Column("Finish by", lambda programme: programme.due_on),
        Column("Children", lambda programme: programme.size),
        Column("Sample drawn", lambda programme: programme.drawn_at),
        Column("Sampled from", lambda programme: len(programme.frame)),
    ]

    def all_rows(self):
        return Programme.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        by_programme = progress(context["object_list"], self.request.user)
        lines = [
            {"programme": programme, "progress": by_programme[programme.pk]}
            for programme in context["object_list"]
        ]
        gives = self.request.user.may(Permission.GIVE_OUT_AUDITS)
        return {**context, "lines": lines, "may_give_out": gives}


class ProgrammeFormMixin(PermissionMixin):
    permission = Permission.GIVE_OUT_AUDITS
    template_name = "audits/programmes/programme_form.html"

    def get_form_kwargs(self):
        worker, figure = self.request.user, self.request.GET.get("figure", "")
        return {**super().get_form_kwargs(), "worker": worker, "figure": figure}

    def form_valid(self, form):
        self.object = form.save()
        messages.success(self.request, "Saved. The sample is not drawn yet.")
        return redirect(self.object)


class AddProgramme(ProgrammeFormMixin, CreateView):
    form_class = ProgrammeForm
    extra_context = {"heading": "Plan a programme of audits", "button": "Save this programme"}

    def get_form_kwargs(self):
        new = Programme(authority=self.request.user.authority, made_by=self.request.user)
        return {**super().get_form_kwargs(), "instance": new}


class ChangeProgramme(ProgrammeFormMixin, UpdateView):
    """Until its sample is drawn."""

    form_class = ProgrammeForm
    extra_context = {"heading": "Change this programme", "button": "Save this programme"}

    def get_object(self, queryset=None):
        programmes = Programme.objects.visible_to(self.request.user)
        programme = get_object_or_404(programmes, pk=self.kwargs["pk"])
        if programme.drawn_at:
            raise PermissionDenied(DRAWN)
        return programme


class OneProgramme(PermissionMixin):
    permission = Permission.AUDIT

    @cached_property
    def programme(self) -> Programme:
        programmes = Programme.objects.visible_to(self.request.user)
        return get_object_or_404(
            programmes.select_related("moderator", "made_by"), pk=self.kwargs["pk"]
        )

    @property
    def gives_out(self) -> bool:
        return self.request.user.may(Permission.GIVE_OUT_AUDITS)

    def audits(self):
        """The audits of the programme that this worker may read."""
        audits = Audit.objects.shown_to(self.request.user).filter(programme=self.programme)
        return audits.select_related("child__person", "auditor", "worker", "team")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            programme=self.programme, may_give_out=self.gives_out, **kwargs
        )


class ProgrammePage(OneProgramme, TemplateView):
    """What is looked at, how it was drawn, and how far each audit is."""

    template_name = "audits/programmes/programme.html"

    def get_context_data(self, **kwargs):
        programme = self.programme
        facts = self.drawn() if programme.drawn_at else self.to_draw()
        return super().get_context_data(
            which=eligibility.population_words(programme),
            sections=[
                section.title
                for section in criteria.edition(programme.edition)
                .only(programme.sections)
                .for_child
            ],
            **facts,
            **kwargs,
        )

    def to_draw(self) -> dict:
        """Who would be drawn from if it were done now."""
        eligible = eligibility.find(self.programme, self.request.user)
        judges = list(eligibility.auditors(self.programme))
        return {"now": eligible, "judges": judges}

    def drawn(self) -> dict:
        programme = self.programme
        audits = self.audits().with_stage().order_by("due_on", "pk")
        rows = with_deadlines(audits)
        drawn = sampling.draw(list(map(tuple, programme.frame)), programme.size, programme.seed)
        load = eligibility.workload({audit.auditor for audit in rows}) if self.gives_out else {}
        return {
            "audits": rows,
            "progress": progress([programme], self.request.user)[programme.pk],
            "digest": eligibility.digest(programme.frame),
            "groups": group_sizes(programme, drawn),
            "shares": shares_of(rows, load) if self.gives_out else [],
            "nobody": self.known(programme.left_out.get("nobody", [])),
            "places": len(drawn),
        }

    def known(self, numbers) -> list[Child]:
        visible = Child.objects.visible_to(self.request.user).with_person()
        return list(visible.filter(pk__in=numbers).by_name()[:50]) if numbers else []


class DrawSample(OneProgramme, View):
    permission = Permission.GIVE_OUT_AUDITS
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            audits = operations.draw_sample(self.programme, request.user)
        except operations.CannotDraw as why:
            messages.error(request, f"{why}.")
        else:
            children = words.counted(len({audit.child_id for audit in audits}), "children")
            messages.success(
                request, f"{words.capital(children)} drawn, and each file opened to its auditor."
            )
        return redirect(self.programme)


class Proof(OneProgramme, ListTools, TemplateView):
    """The same seed and frame, drawn again: do the same children come out?"""

    template_name = "audits/programmes/proof.html"
    list_title = "Frame of an audit programme"
    columns = [
        Column("Child", lambda row: row["number"]),
        Column("Group", lambda row: row["group"]),
        Column("Lot", lambda row: row["lot"]),
        Column("In the sample", lambda row: "Yes" if row["drawn"] else "No"),
    ]

    def get(self, request, *args, **kwargs):
        if self.programme.drawn_at is None:
            raise Http404
        return super().get(request, *args, **kwargs)

    def rows_to_take(self):
        """The children of the frame whom the reader may know of, lowest lot first."""
        seed, again = self.programme.seed, set(self.again)
        numbers = [number for number, _ in self.programme.frame]
        visible = Child.objects.visible_to(self.request.user).filter(pk__in=numbers)
        known = set(visible.values_list("pk", flat=True))
        rows = [
            {
                "pk": number,
                "number": Child(pk=number).number,
                "group": group,
                "lot": sampling.lot(seed, number),
                "drawn": number in again,
            }
            for number, group in self.programme.frame
            if number in known
        ]
        return sorted(rows, key=lambda row: row["lot"])

    @cached_property
    def again(self) -> list[int]:
        frame = list(map(tuple, self.programme.frame))
        return sampling.draw(frame, self.programme.size, self.programme.seed)

    def get_context_data(self, **kwargs):
        kept = Audit.objects.filter(programme=self.programme, follows=None).order_by()
        audited = set(kept.values_list("child_id", flat=True))
        rows = self.rows_to_take()
        return super().get_context_data(
            digest=eligibility.digest(self.programme.frame),
            same=set(self.again) == audited,
            places=len(self.again),
            frame_size=len(self.programme.frame),
            lots=[row for row in rows if row["drawn"]],
            known=len(rows),
            **kwargs,
        )


class ProgrammeResultsPage(OneProgramme, TemplateView):
    """Counts of a programme: how far it is, the grades, how it was done, and what came of it."""

    template_name = "audits/programmes/results.html"

    def get_context_data(self, **kwargs):
        if self.programme.drawn_at is None:
            raise Http404
        results = ProgrammeResults(self.programme, self.request.user)
        return super().get_context_data(
            progress=progress([self.programme], self.request.user)[self.programme.pk],
            finished=len(results.finished),
            grade_words=[*GRADES, NOT_ALL],
            grades=results.grades(),
            together=results.done_together(),
            teams=results.teams(),
            agreed=agreed_words(results.second_readings()),
            put_right=results.put_right(),
            re_audits=results.re_audits(),
            **kwargs,
        )


class ChangeAuditor(OneProgramme, UpdateView):
    """Gives one file of the programme to someone else, before judging begins."""

    permission = Permission.GIVE_OUT_AUDITS
    form_class = AuditorForm
    template_name = "audits/programmes/auditor.html"

    def get_object(self, queryset=None):
        audit = get_object_or_404(self.audits(), pk=self.kwargs["audit"])
        audit.programme = self.programme
        if not operations.may_change_auditor(audit):
            raise PermissionDenied(JUDGING_BEGAN)
        return audit

    def form_valid(self, form):
        audit, auditor = form.instance, form.cleaned_data["auditor"]
        audit.auditor = form.before
        operations.change_auditor(audit, auditor, self.request.user)
        sentence = f"{auditor} will audit {audit.child.first_name}’s file. It is open to them now."
        messages.success(self.request, sentence)
        return redirect(self.programme)
