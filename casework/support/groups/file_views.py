"""A child’s own pages of groups and short breaks. No other child’s name stands on them."""

from django.urls import reverse

from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.support.groups.forms import PlaceEndForm, PlaceForm, ShortBreakForm
from casework.support.groups.operations import end_place, open_for_leader
from casework.support.groups.presentation import file_page
from casework.support.models import ShortBreak


class GroupsOfChild(ChildPage):
    template_name = "support/groups/of_child.html"
    page = "groups-of-child"
    logged_as = "groups and short breaks"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**file_page(self.child, self.request.user), **kwargs)


class ToGroups:
    page = "groups-of-child"
    logged_as = "groups and short breaks"

    def get_success_url(self):
        return reverse("groups-of-child", args=[self.child.pk])  # type: ignore[attr-defined]


class PlaceAdd(ToGroups, ChildRecordCreate):
    """For the child, or for somebody of the family."""

    form_class = PlaceForm
    title, save_label = "A place in a group", "Give the place"
    saved = "Saved. Whoever leads the group has them on the register."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def done(self, form):
        open_for_leader(form.instance, by=self.request.user)


class PlaceEnd(ToGroups, ChildRecordUpdate):
    form_class = PlaceEndForm
    title, save_label = "The place ends", "Save the ending"
    saved = "Saved. Who came, and when, stays on this page."

    def get_queryset(self):
        return super().get_queryset().filter(left_on=None).select_related("opened", "group")

    def done(self, form):
        end_place(form.instance)


class ShortBreakAdd(ToGroups, ChildRecordCreate):
    form_class = ShortBreakForm
    title, save_label, saved = "A short break", "Save the short break", "Saved."


class ShortBreakChange(ToGroups, ChildRecordUpdate):
    """Once it is over somebody says whether it happened."""

    form_class = ShortBreakForm
    title, save_label, saved = "What became of it", "Save the short break", "Saved."

    def get_queryset(self):
        return ShortBreak.objects.of_child(self.child)
