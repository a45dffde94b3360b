"""The family copy on its page, ready to print."""

from django.http import Http404

from casework.plans.family_copy.copy import family_copy, left_out_words, unexplained_words
from casework.plans.views import PlanPage


class FamilyCopyPage(PlanPage):
    """The plan in the family's words, for one printed page: nothing about anyone else."""

    template_name = "plans/family_copy/family_copy.html"
    logged_as = "the family's copy of the plan"

    def get_context_data(self, **kwargs):
        plan = self.get_plan(self.get_plans())
        if plan is None:
            raise Http404
        plan.child = self.child
        copy = family_copy(plan)
        return super(PlanPage, self).get_context_data(
            plan=plan,
            copy=copy,
            left_out=left_out_words(copy),
            unexplained=unexplained_words(copy),
            readings=plan.readings.all(),
            **kwargs,
        )
