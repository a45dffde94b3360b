from django.views.generic import FormView

from casework.access.roles import Permission
from casework.children.allocation.forms import AllocateForm
from casework.children.base_views import ChildForm
from casework.children.models import Child
from casework.children.together.views import brothers_and_sisters
from casework.interface.words import listed


class Allocate(ChildForm, FormView):
    """One child, and any of the brothers and sisters, given to a worker."""

    form_class = AllocateForm
    permission = Permission.DECIDE
    title = "Allocate to a worker"
    save_label = "Allocate"
    logged_as = "who works with the child"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "by": self.request.user,
            "always": [self.child],
            "offered": brothers_and_sisters(self.child, self.request.user),
        }

    def form_valid(self, form):
        self.allocated = form
        return super().form_valid(form)

    def get_saved_words(self):
        names = listed(child.first_name for child in self.allocated.chosen)
        return f"{names} allocated to {self.allocated.cleaned_data['worker']}."

    def get_success_url(self):
        """A child who went to another team may no longer be theirs to open."""
        known = Child.objects.visible_to(self.request.user).filter(pk=self.child.pk)
        return self.child.get_absolute_url() if known.exists() else "/"
