from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.preproceedings.court.forms import ExtensionForm, FinalOrderForm
from casework.preproceedings.models import ChildInCourt, CourtExtension


class InCourt:
    """A page about one child’s part in the proceedings."""

    logged_as = "pre-proceedings"
    page = "plo-child"

    def get_success_url(self):
        return reverse("plo", args=[self.child.pk, self.record.in_process.process_id])


class FinalOrder(InCourt, ChildRecordUpdate):
    form_class = FinalOrderForm
    title = "Care plans and the court’s order"
    saved = "Saved. The legal status says what the court ordered."

    @property
    def record(self):
        return self.object


class ExtensionAdd(InCourt, ChildRecordCreate):
    form_class = ExtensionForm
    title = "More time from the court"
    save_label = "Save the extension"
    saved = "Saved. The new end stands."

    @cached_property
    def record(self) -> ChildInCourt:
        parts = ChildInCourt.objects.of_child(self.child).with_end()
        record = parts.filter(pk=self.kwargs["pk"]).select_related("in_process").first()
        if record is None:
            raise Http404
        return record

    def get(self, request, *args, **kwargs):
        if self.record.final_on:
            messages.info(request, "The court made its final order: there is no more to extend.")
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def new_record(self):
        return CourtExtension.on_file_of(
            self.child, self.request.user, in_court=self.record, extends=self.record.ends_on
        )
