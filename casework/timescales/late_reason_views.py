"""Say why: the reason for what is late, for one child or for brothers and sisters at once."""

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import UpdateView

from casework.children.base_views import ChildForm
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.words import listed
from casework.timescales.models import Deadline
from casework.timescales.reasons import LateReason


class LateReasonForm(RecordForm):
    """The reason, and for which of the brothers and sisters it is the same."""

    also = forms.ModelMultipleChoiceField(
        Deadline.objects.none(),
        label="Is it the same for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(RecordForm.Meta):
        model = LateReason
        fields = ["because"]
        widgets = {"because": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "because": "What was tried, what got in the way, and what happens next. It still"
            " counts as late."
        }

    def __init__(self, *args, worker, also, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.instance.recorded_by = worker
        self.fields["because"].error_messages["required"] = "Say why it is late"
        if also:
            self.fields["also"].queryset = also
            self.fields["also"].label_from_instance = lambda deadline: deadline.child.name
            self.initial["also"] = [deadline.pk for deadline in also]
        else:
            del self.fields["also"]

    def save(self, commit=True):
        reason = super().save(commit)
        for deadline in self.cleaned_data.get("also") or []:
            other = LateReason.objects.of(deadline).first() or new_reason(deadline, self.worker)
            other.because, other.recorded_by = reason.because, self.worker
            other.save()
        return reason


def new_reason(deadline, worker) -> LateReason:
    return LateReason.on_file_of(
        deadline.child, worker, code=deadline.code, record_id=deadline.record_id
    )


class SayWhy(ChildForm, UpdateView):
    """Late is a fact with a reason beside it. What is not late has no such page."""

    form_class = LateReasonForm
    template_name = "timescales/late_reason.html"
    title = "Why is this late?"
    save_label = "Save the reason"
    logged_as = "what is due"

    @cached_property
    def deadline(self):
        deadlines = Deadline.objects.of_child(self.child).filter(pk=self.kwargs["pk"])
        deadline = deadlines.shown().first()
        if deadline is None or deadline.state not in ("overdue", "done_late"):
            raise Http404
        deadline.child = self.child
        return deadline

    def get_object(self, queryset=None):
        reason = LateReason.objects.of(self.deadline).first()
        return reason or new_reason(self.deadline, self.request.user)

    def same_for(self):
        """The same duty of a brother or sister, late since the same day."""
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        late = Deadline.objects.filter(child__in=siblings, code=self.deadline.code)
        if self.deadline.running:
            late = late.overdue()
        return late.filter(due_at=self.deadline.due_at).with_child().order_by("pk")

    def get_form_kwargs(self):
        also = self.same_for()
        return {**super().get_form_kwargs(), "worker": self.request.user, "also": also}

    def get_context_data(self, **kwargs):
        return super().get_context_data(deadline=self.deadline, **kwargs)

    def done(self, form):
        also = form.cleaned_data.get("also") or []
        self.names = [self.child.first_name, *(deadline.child.first_name for deadline in also)]

    def get_saved_words(self):
        return f"Reason saved for {listed(self.names)}. It still counts as late."

    def get_success_url(self):
        return reverse("due", args=[self.child.pk])
