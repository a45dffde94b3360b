from django.shortcuts import redirect
from django.urls import reverse

from casework.children.together.views import FamilyCreate
from casework.preproceedings.asking.forms import AskForm, AskPartForm
from casework.preproceedings.knowledge import threshold_known, tried_known
from casework.preproceedings.models import PreProceedings
from casework.preproceedings.operations import ask, open_row


class PlanningAsk(FamilyCreate):
    """From a plan to the panel: what the file knows is filled in, to be made true for today."""

    form_class = AskForm
    part_class = AskPartForm
    title = "Ask for a legal planning meeting"
    intro = "What is on the file already is filled in. Change it to what is true today."
    save_label = "Ask the panel"
    logged_as = "pre-proceedings"

    def get(self, request, *args, **kwargs):
        if row := open_row(self.child):
            return redirect("plo", self.child.pk, row.process_id)
        return super().get(request, *args, **kwargs)

    def new_record(self):
        return PreProceedings(authority=self.child.authority, recorded_by=self.request.user)

    def get_form_kwargs(self):
        children = [part.child for part in self.get_parts()]
        return {**super().get_form_kwargs(), "children": children, "by": self.request.user}

    def get_initial(self):
        return {
            "threshold": threshold_known(self.child, self.request.user),
            "tried": tried_known(self.child),
        }

    def done(self, form):
        ask(form.instance, [part.instance for part in self.chosen()], by=self.request.user)
        form.instance.papers.set(form.cleaned_data.get("papers", []))

    def get_saved_words(self):
        return f"The panel is asked about {self.for_whom()}."

    def get_success_url(self):
        return reverse("plo", args=[self.child.pk, self.object.pk])
