from django.urls import reverse

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordList, ChildRecordUpdate
from casework.children.models import Child
from casework.interface.words import full_day, listed
from casework.legal.forms import EndForm, ExtendForm, LegalStatusForm
from casework.legal.models import LegalStatus


class Legal(ChildRecordList):
    """What is in force and what was, each with its days, its court and its number."""

    model = LegalStatus
    template_name = "legal/legal.html"
    page = "legal"
    logged_as = "the legal status"

    def get_context_data(self, **kwargs):
        may_record = self.request.user.may(Permission.RECORD)
        return super().get_context_data(may_record=may_record, **kwargs)


class ToLegal:
    page = "legal"
    logged_as = "the legal status"

    def get_success_url(self):
        return reverse("legal", args=[self.child.pk])


class AboutSiblings(ToLegal):
    """The same may be said of the brothers and sisters this worker may know of."""

    def get_form_kwargs(self):
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        living = siblings.filter(person__died_on=None).with_person()
        return {**super().get_form_kwargs(), "siblings": living.order_by("person__born_on", "pk")}

    def done(self, form):
        self.about = form.about


class LegalAdd(AboutSiblings, ChildRecordCreate):
    form_class = LegalStatusForm
    title = "A legal status"
    intro = (
        "An order, an agreement or a stage of the law. What is in force stands in the banner of"
        " every page."
    )

    def get_saved_words(self):
        return f"Saved for {listed(child.first_name for child in self.about)}."


class LegalEnd(ToLegal, ChildRecordUpdate):
    """It ended: it stays on the file with its days."""

    form_class = EndForm
    save_label = "Save the ending"
    saved = "Saved. It stays on this page, with its days."

    @property
    def title(self):
        return f"{self.object} ends"

    def get_queryset(self):
        return super().get_queryset().filter(ended_on=None)


class LegalExtend(AboutSiblings, ChildRecordUpdate):
    """A court extended an emergency protection order: it is the same order, with a later end."""

    form_class = ExtendForm
    title = "The court extended the emergency protection order"
    save_label = "Save the extension"

    def get_queryset(self):
        return LegalStatus.objects.to_extend().of_child(self.child)

    def get_saved_words(self):
        names = listed(child.first_name for child in self.about)
        return f"Extended until {full_day(self.object.extended_until)} for {names}."
