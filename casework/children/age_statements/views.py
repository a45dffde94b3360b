from django.urls import reverse

from casework.access.roles import Permission
from casework.children.age_statements.forms import AgeStatementForm
from casework.children.base_views import ChildRecordCreate, ChildRecordList
from casework.children.models import AgeStatement


class Age(ChildRecordList):
    """What is said of the age, by whom, and what was decided."""

    model = AgeStatement
    template_name = "children/age_statements/age.html"
    page = "family"
    logged_as = "what is said of the age"

    def get_context_data(self, **kwargs):
        may_record = self.request.user.may(Permission.RECORD)
        return super().get_context_data(may_record=may_record, **kwargs)


class AgeAdd(ChildRecordCreate):
    form_class = AgeStatementForm
    page = "family"
    title = "What is said of the age"
    logged_as = "what is said of the age"

    def get_success_url(self):
        return reverse("age", args=[self.child.pk])
