"""Correcting what is authorised: asked for, then authorised by a manager who is another."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from assessments.models import Amendment, Assessment
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.views import ChildRecordCreate, ChildRecordUpdate
from casework.interface.differences import difference
from casework.interface.forms import Textarea
from casework.notices.models import Notice


def tell_managers(amendment) -> None:
    managers = Worker.objects.of(amendment.authority).who_may(Permission.AUTHORISE)
    others = managers.filter(team=amendment.child.team).exclude(pk=amendment.recorded_by_id)
    for manager in others:
        tell(manager, amendment, Notice.Kind.SUBMITTED)


def tell(worker, amendment, kind) -> None:
    Notice.on_file_of(
        amendment.child, worker, worker=worker, kind=kind, about="A correction"
    ).save()


class AmendForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Amendment
        fields = ["section", "should_say", "why"]
        widgets = {"should_say": Textarea(rows=8), "why": Textarea(rows=3)}
        help_texts = {
            "should_say": "All of this part, as it should read",
            "why": "What was wrong, and how you know",
        }

    def clean(self):
        cleaned = super().clean()
        if section := cleaned.get("section"):
            self.instance.said = getattr(self.instance.assessment, section)
            if cleaned.get("should_say") == self.instance.said:
                self.add_error("should_say", "This is what it says now: change what is wrong")
        return cleaned


class AmendmentAdd(ChildRecordCreate):
    form_class = AmendForm
    page = "assessments"
    title = "Correct an authorised assessment"
    intro = (
        "What was authorised stays and can always be read. A manager who is not you decides"
        " whether the correction stands beside it."
    )
    save_label = "Send to a manager"
    saved = "Sent to a manager. It is shown once they authorise it."
    looks_at = "a correction of an assessment"

    def new_record(self):
        found = Assessment.objects.of_child(self.child).exclude(authorised_on=None)
        assessment = found.filter(pk=self.kwargs["pk"]).first()
        if assessment is None:
            raise Http404
        record = super().new_record()
        record.assessment = assessment
        return record

    def done(self, form):
        tell_managers(self.object)

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.kwargs["pk"]])


class DecideForm(RecordForm):
    """Authorises a correction; with a reason, declines it."""

    as_seen = True

    class Meta(RecordForm.Meta):
        model = Amendment
        fields = ["declined_because"]
        labels = {"declined_because": "If it should stay as it is, say why"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["declined_because"].required = "decline" in self.data

    def clean(self):
        if self.instance.recorded_by == self.worker:
            self.add_error(None, "You asked for this: another manager must decide")
        today = timezone.localdate()
        if "decline" in self.data:
            self.instance.declined_on, self.instance.declined_by = today, self.worker
        else:
            self.cleaned_data["declined_because"] = ""
            self.instance.authorised_on, self.instance.authorised_by = today, self.worker
        return super().clean()


class AmendmentDecide(ChildRecordUpdate):
    """What an assessment says beside what it should say, for a manager to decide."""

    permission = Permission.AUTHORISE
    form_class = DecideForm
    template_name = "assessments/amendment.html"
    page = "assessments"
    title = "A correction"
    looks_at = "a correction of an assessment"

    def get_queryset(self):
        waiting = super().get_queryset().waiting().select_related("recorded_by", "assessment")
        return waiting.select_for_update(of=("self",)) if self.request.POST else waiting

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        pieces = difference(self.object.said, self.object.should_say)
        own = self.object.recorded_by == self.request.user
        return super().get_context_data(pieces=pieces, own=own, **kwargs)

    def done(self, form):
        if self.object.recorded_by and self.object.declined_on:
            tell(self.object.recorded_by, self.object, Notice.Kind.RETURNED)

    def get_saved_words(self):
        if self.object.authorised_on:
            return "Corrected. The first words can still be read beneath."
        return "It stays as it is. Whoever asked for it is told why."

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.object.assessment_id])
