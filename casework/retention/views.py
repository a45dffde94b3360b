"""How long files are kept, what holds them, the report before, and the certificates after."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, UpdateView, View

from casework.access.list_views import KeyedList
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.models import Child
from casework.interface.exports import Column
from casework.retention import operations
from casework.retention.categories import Category
from casework.retention.deletion.operations import holds
from casework.retention.deletion.proof import prove
from casework.retention.forms import AuthoriseForm, HoldForm, LeaveOutForm, ReasonForm, RuleForm
from casework.retention.models import Certificate, DueFile, Hold, Round, Rule
from casework.retention.presentation import before, standing_now

SHOWN = 200


class KeepsRecords(PermissionMixin):
    permission = Permission.KEEP_RECORDS

    @property
    def authority(self):
        return self.request.user.authority


class Presses(KeepsRecords, View):
    """Something done at once; what stands against it is said on the page it was pressed on."""

    http_method_names = ["post"]
    done = ""

    def post(self, request, **kwargs):
        try:
            to = self.press(**kwargs)
        except ValidationError as held:
            messages.error(request, " ".join(held.messages))
            return redirect(self.back(**kwargs))
        messages.success(request, self.done)
        return redirect(to)

    def press(self, **kwargs):
        raise NotImplementedError

    def back(self, **kwargs):
        return reverse("retention")


class RetentionPage(KeepsRecords, TemplateView):
    template_name = "retention/retention.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        rounds = Round.objects.of(self.authority).select_related("begun_by", "authorised_by")
        held = Hold.objects.visible_to(worker).select_related("child__person", "placed_by")
        return super().get_context_data(
            **standing_now(worker),
            rounds=list(rounds.order_by("-pk")[:12]),
            open_round=rounds.open().first(),
            held=list(held.filter(lifted_at=None).order_by("-pk")),
            certificates=Certificate.objects.visible_to(worker).count(),
            opens_files=worker.may(Permission.READ_FILES),
            **kwargs,
        )


class RulesLay(Presses):
    done = "The usual rules stand here now. Confirm each."

    def press(self):
        operations.lay_down_rules(self.authority)
        return "retention"


class RuleEdit(KeepsRecords, UpdateView):
    template_name = "retention/rule.html"
    form_class = RuleForm

    def get_queryset(self):
        return Rule.objects.of(self.authority)

    def form_valid(self, form):
        operations.confirm(form.save(commit=False), by=self.request.user)
        messages.success(self.request, f"Confirmed: {form.instance.words}.")
        return redirect("retention")


class HoldAdd(KeepsRecords, FormView):
    template_name = "retention/hold.html"
    form_class = HoldForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        operations.place_hold(form.hold(), by=self.request.user)
        messages.success(self.request, "Held. Nothing of it is deleted until the hold ends.")
        return redirect("retention")


class HoldLift(KeepsRecords, FormView):
    template_name = "retention/lift.html"
    form_class = ReasonForm

    @cached_property
    def hold(self) -> Hold:
        standing = Hold.objects.visible_to(self.request.user).filter(lifted_at=None)
        return get_object_or_404(standing.select_related("child__person"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(hold=self.hold, **kwargs)

    def form_valid(self, form):
        operations.lift(self.hold, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Lifted. The rules count again.")
        return redirect("retention")


class DueFiles(KeepsRecords, TemplateView):
    """The report before: what is due, why, and what stops it."""

    permission = Permission.READ_FILES
    template_name = "retention/due.html"

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.KEEP_RECORDS) and worker.may(Permission.READ_FILES)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**before(self.request.user, SHOWN), **kwargs)


class RoundBegin(Presses):
    """By somebody who may open the files, for they go through them."""

    done = "This is the list. Go through it, and leave out what has to be kept."

    @classmethod
    def opens_to(cls, worker) -> bool:
        return DueFiles.opens_to(worker)

    def press(self):
        return operations.begin_round(by=self.request.user)


class RoundMixin(KeepsRecords):
    @cached_property
    def round(self) -> Round:
        ours = Round.objects.of(self.authority).select_related("begun_by", "authorised_by")
        return get_object_or_404(ours, pk=self.kwargs["pk"])

    @cached_property
    def going_through(self) -> bool:
        due = self.round
        return not (due.authorised_at or due.dropped_at or due.finished_at)


class RoundPage(RoundMixin, KeyedList, TemplateView):
    template_name = "retention/round.html"
    list_title = "Files due for deletion"
    order = ("pk",)
    columns = [
        Column("Number", lambda file: file.number),
        Column("Kind of file", lambda file: file.get_category_display()),
        Column("Rule", lambda file: file.rule),
        Column("Counted from", lambda file: file.event_on),
        Column("Kept until", lambda file: file.kept_until),
        Column("Left out because", lambda file: file.left_out_because),
        Column("What became of it", lambda file: file.get_outcome_display()),
    ]

    def all_rows(self):
        return self.round.files.visible_to(self.request.user).select_related("left_out_by")

    def get_context_data(self, **kwargs):
        worker, shown = self.request.user, self.round
        context = super().get_context_data(round=shown, **kwargs)
        files = context["object_list"]
        known = (
            Child.objects.visible_to(worker).with_person().in_bulk([file.file for file in files])
        )
        for file in files:
            file.child_known = known[file.file]
        every = list(shown.files.values_list("category", "left_out_at", "outcome"))
        kinds = Counter(category for category, left_out, _ in every if not left_out)
        return context | {
            "kinds": [(kind.label, kinds[kind]) for kind in Category if kinds[kind]],
            "going": sum(kinds.values()),
            "left_out": sum(bool(left_out) for _, left_out, _ in every),
            "deleted": sum(outcome == "deleted" for *_, outcome in every),
            "stopped": sum(outcome == "stopped" for *_, outcome in every),
            "going_through": self.going_through,
            "may_go_through": DueFiles.opens_to(worker),
            "may_authorise": self.going_through and may_authorise(worker, shown),
            "may_drop": self.going_through and DueFiles.opens_to(worker),
        }


def may_authorise(worker, deletion_round: Round) -> bool:
    return worker.may(Permission.AUTHORISE) and worker.pk != deletion_round.begun_by_id


class FileMixin(RoundMixin):
    @classmethod
    def opens_to(cls, worker) -> bool:
        return DueFiles.opens_to(worker)

    @cached_property
    def file(self) -> DueFile:
        files = self.round.files.visible_to(self.request.user)
        return get_object_or_404(files, pk=self.kwargs["file"])


class LeaveOut(FileMixin, FormView):
    template_name = "retention/leave_out.html"
    form_class = LeaveOutForm

    def get_context_data(self, **kwargs):
        child = Child.objects.visible_to(self.request.user).with_person().get(pk=self.file.file)
        return super().get_context_data(round=self.round, file=self.file, child=child, **kwargs)

    def form_valid(self, form):
        try:
            operations.leave_out(self.file, by=self.request.user, **form.cleaned_data)
        except ValidationError as held:
            form.add_error(None, held)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.file.number} is left out of this round.")
        return redirect(self.round)


class PutIn(FileMixin, Presses):
    done = "Back in this round."

    def press(self, pk, file):
        operations.put_in_again(self.file, by=self.request.user)
        return self.round

    def back(self, pk, file):
        return self.round


class Authorise(RoundMixin, FormView):
    template_name = "retention/authorise.html"
    form_class = AuthoriseForm

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.KEEP_RECORDS) and worker.may(Permission.AUTHORISE)

    def dispatch(self, request, *args, **kwargs):
        if self.opens_to(request.user) and not may_authorise(request.user, self.round):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        going = self.round.files.to_delete()
        kinds = Counter(going.values_list("category", flat=True))
        unseen = going.count() - going.visible_to(self.request.user).count()
        return super().get_context_data(
            round=self.round,
            kinds=[(kind.label, kinds[kind]) for kind in Category if kinds[kind]],
            going=sum(kinds.values()),
            unseen=unseen,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            operations.authorise(self.round, words=form.cleaned_data["words"], by=self.request.user)
        except ValidationError as held:
            form.add_error(None, held)
            return self.form_invalid(form)
        messages.success(self.request, "Authorised. The next run of the deletion takes them.")
        return redirect(self.round)


class RoundDrop(RoundMixin, Presses):
    done = "Given up. Nothing of it is deleted."

    @classmethod
    def opens_to(cls, worker) -> bool:
        return DueFiles.opens_to(worker)

    def press(self, pk):
        operations.drop(self.round, by=self.request.user)
        return "retention"

    def back(self, pk):
        return self.round


class Certificates(KeepsRecords, KeyedList, TemplateView):
    template_name = "retention/certificates.html"
    list_title = "Certificates of deletion"
    order = ("-deleted_at", "-pk")
    columns = [
        Column("File", lambda certificate: certificate.number),
        Column("Deleted", lambda certificate: timezone.localtime(certificate.deleted_at)),
        Column("Kind of file", lambda certificate: certificate.get_category_display()),
        Column("Rule", lambda certificate: certificate.rule),
        Column("Begun by", lambda certificate: certificate.begun_by),
        Column("Authorised by", lambda certificate: certificate.authorised_by),
        Column("Rows", lambda certificate: certificate.rows),
        Column("Rows of history", lambda certificate: certificate.history),
        Column("Stored files", lambda certificate: certificate.documents),
    ]

    def all_rows(self):
        return Certificate.objects.visible_to(self.request.user)


class CertificatePage(KeepsRecords, TemplateView):
    """What was deleted, and the report after: asked of the database as the page is read."""

    template_name = "retention/certificate.html"

    def get_context_data(self, **kwargs):
        ours = Certificate.objects.visible_to(self.request.user)
        shown = ours.select_related("round").filter(pk=self.kwargs["pk"]).first()
        if shown is None:
            raise Http404
        return super().get_context_data(
            certificate=shown,
            holds=holds(shown),
            tables=sorted(shown.tables.items(), key=lambda pair: (-pair[1], pair[0])),
            proof=prove(shown.keys),
            **kwargs,
        )
