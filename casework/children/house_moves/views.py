from django.urls import reverse

from casework.children.base_views import ChildRecordCreate
from casework.children.house_moves.forms import HouseMoveForm
from casework.children.models import HouseMove
from casework.interface.words import listed


class HouseMoveAdd(ChildRecordCreate):
    """One move for the child and whoever of the family went."""

    form_class = HouseMoveForm
    title = "The family has moved house"
    intro = (
        "One form for everyone who moved. Where they lived before is kept with its days, and who"
        " lives with whom is drawn from it."
    )
    logged_as = "a house move"

    def new_record(self):
        worker = self.request.user
        return HouseMove(authority_id=self.child.authority_id, recorded_by=worker)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "worker": self.request.user}

    def get_saved_words(self):
        names = listed(person.first_name or self.child.name for person in self.form.moved)
        return f"Saved for {names}. A mistake is put right from the list of addresses below."

    def done(self, form):
        self.form = form

    def get_success_url(self):
        return reverse("family", args=[self.child.pk])
