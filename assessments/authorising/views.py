"""Writing an assessment, sending it to a manager, authorising it or sending it back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from assessments.authorising.comparison import beside_the_last, last_of
from assessments.forms import AuthoriseForm, ReturnForm, SubmitForm
from assessments.models import Assessment
from assessments.views import clocks_of, sections_of, together_with
from assessments.writing.forms import AssessmentForm
from assessments.writing.prompts import passages_of
from assessments.writing.similarity import noticed
from casework.access.roles import Permission
from casework.approvals.operations import tell_author
from casework.approvals.views import HeldRecordUpdate
from casework.children.extensions.shared_records import tell
from casework.children.forms import RecordForm
from casework.chronology.patterns import happened_before
from casework.interface.words import listed, possessive
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.writing.prompts.passages import made_of, put_aside_in


class OneAssessment(HeldRecordUpdate):
    """One assessment of this child, held still while it is being changed."""

    page = "assessments"
    called = "assessment"
    once_authorised = (
        "It is locked: you can read it, and start a new assessment if things have changed."
    )

    def get_queryset(self):
        assessments = Assessment.objects.of_child(self.child).with_people().with_version()
        return (
            assessments.select_for_update(of=("self",))
            if self.request.method == "POST"
            else assessments
        )

    def before(self):
        """What repeats for this child and their brothers and sisters, beside what is written."""
        written = ("assessments", self.object.pk)
        return happened_before(
            self.child, self.request.user, siblings=self.known_siblings, but=written
        )

    @property
    def clock(self) -> Deadline | None:
        if not hasattr(self, "_clock"):
            self._clock = clocks_of([self.object]).get(self.object.pk)
        return self._clock

    @property
    def late(self) -> bool:
        return self.clock is not None and self.clock.due_at < timezone.now()

    def get_success_url(self):
        return reverse("assessment", args=[self.child.pk, self.object.pk])


class WithFamily(OneAssessment):
    """Everyone who saves holds a family's assessments in the same order."""

    def get_queryset(self):
        if self.request.method == "POST":
            family = Assessment.objects.filter(family__children=self.kwargs["pk"])
            list(family.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        return super().get_queryset()

    def together(self) -> list[Assessment]:
        return together_with(self.object, self.request.user, written=True)


def finished_with(assessment) -> str:
    """Why a worker may no longer write in it."""
    if assessment.state == "authorised":
        return "authorised"
    return "submitted" if assessment.state == "submitted" else ""


class AssessmentEdit(WithFamily):
    """One form for this child and for the brothers and sisters assessed with them."""

    form_class = AssessmentForm
    template_name = "assessments/writing/edit.html"
    title = "Write the assessment"
    saved = "Saved. Only you and those who may know of this child can read it."
    logged_as = "an assessment being written"

    def refusal(self, assessment):
        return finished_with(assessment)

    def get_form_kwargs(self):
        together = self.together()
        return {
            **super().get_form_kwargs(),
            "late": self.late,
            "together": together,
            "last": last_of([self.object, *together], self.request.user),
            "worker": self.request.user,
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(clock=self.clock, before=self.before(), **kwargs)
        return {**context, "forms": context["form"].inner}


class AssessmentSubmit(WithFamily):
    """Sends it, and those of brothers and sisters that are ready too."""

    form_class = SubmitForm
    template_name = "assessments/authorising/submit.html"
    title = "Send to a manager"
    save_label = "Send to a manager"
    logged_as = "an assessment being sent"

    def refusal(self, assessment):
        return finished_with(assessment)

    def get_form_kwargs(self):
        unsent = [assessment for assessment in self.together() if not finished_with(assessment)]
        return {**super().get_form_kwargs(), "worker": self.request.user, "together": unsent}

    def done(self, form):
        self.sent = listed(assessment.child.first_name for assessment in form.sent)

    def get_saved_words(self):
        return f"Sent to a manager for {self.sent}. You can read it; a manager decides now."


class AssessmentAuthorise(OneAssessment):
    """A manager other than the author decides, or sends it back."""

    permission = Permission.AUTHORISE
    form_class: type[RecordForm] = AuthoriseForm
    template_name = "assessments/authorising/authorise.html"
    title = "Authorise"
    save_label = "Authorise"
    saved = "Authorised. It is locked from now on."
    logged_as = "an assessment to authorise"

    def refusal(self, assessment):
        return assessment.why_not_decide(self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user, "late": self.late}

    @cached_property
    def next_one(self) -> Assessment | None:
        """The next of the brothers and sisters that waits for this manager."""
        together = together_with(self.object, self.request.user)
        waiting = [
            assessment
            for assessment in together
            if not assessment.why_not_decide(self.request.user)
        ]
        return waiting[0] if waiting else None

    def get_saved_words(self):
        if not self.next_one:
            return self.saved
        return f"{self.saved} Now {possessive(self.next_one.child.first_name)}."

    def get_success_url(self):
        if not self.next_one:
            return super().get_success_url()
        return reverse("assessment-authorise", args=[self.next_one.child_id, self.next_one.pk])

    def done(self, form):
        tell_author(self.object, Notice.Kind.AUTHORISED)

    def get_forms(self, form):
        return {"form": form, "return_form": ReturnForm(instance=self.object, worker=None)}

    def get_context_data(self, form=None, **kwargs):
        forms = self.get_forms(form or self.get_form())
        beside = beside_the_last(
            tell([self.object], self.request.user)[0],
            self.request.GET.get("read", ""),
            self.request.user,
        )
        return super().get_context_data(
            **forms,
            clock=self.clock,
            sections=sections_of(self.object),
            put_aside=put_aside_in(passages_of(self.object)),
            made=made_of(passages_of(self.object)),
            noticed=noticed(self.object, self.request.user),
            before=self.before(),
            beside=beside,
            **kwargs,
        )


class AssessmentReturn(AssessmentAuthorise):
    form_class = ReturnForm
    saved = "Sent back, with what needs to be put right."

    def done(self, form):
        """Who wrote it is told where it is sent back."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {name: value for name, value in kwargs.items() if name != "late"}

    def get_forms(self, form):
        authorise = AuthoriseForm(instance=self.object, worker=self.request.user, late=self.late)
        return {"form": authorise, "return_form": form}
