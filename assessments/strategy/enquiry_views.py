"""Finishing a section 47 enquiry: a social worker recommends, another person decides."""

from django.urls import reverse

from assessments import prefill
from assessments.models import Section47
from assessments.strategy.forms import AuthoriseEnquiryForm, FinishForm, ReturnEnquiryForm
from casework.access.roles import Permission
from casework.approvals.operations import tell_author
from casework.approvals.views import HeldRecordUpdate
from casework.children.forms import RecordForm
from casework.notices.models import Notice


class OneEnquiry(HeldRecordUpdate):
    page = "assessments"
    called = "enquiry"
    once_authorised = "You can read it; a manager can put right what is wrong in it."

    def get_queryset(self):
        enquiries = Section47.objects.of_child(self.child).with_people()
        posted = self.request.method == "POST"
        return enquiries.select_for_update(of=("self",)) if posted else enquiries

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_success_url(self):
        return reverse("section47s", args=[self.child.pk])


class Section47Finish(OneEnquiry):
    """What it found, and what its social worker recommends, sent to a manager."""

    permission = Permission.SOCIAL_WORK
    form_class = FinishForm
    title = "Finish the enquiry"
    save_label = "Send to a manager"
    saved = "Sent to a manager, who decides. The enquiry goes on until then."
    logged_as = "an enquiry"
    says_next = True

    def get_queryset(self):
        return super().get_queryset().open()

    def refusal(self, enquiry):
        return "submitted" if enquiry.state == "submitted" else ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "seen": prefill.last_seen(self.object)}


class Section47Authorise(OneEnquiry):
    """A manager other than whoever sent it decides, or sends it back."""

    permission = Permission.AUTHORISE
    form_class: type[RecordForm] = AuthoriseEnquiryForm
    template_name = "assessments/strategy/authorise.html"
    title = "Decide on the enquiry"
    saved = "Authorised. The enquiry is finished, and whoever made it is told."
    logged_as = "an enquiry to authorise"
    says_next = True

    def refusal(self, enquiry):
        if enquiry.ended_on and not enquiry.locked:
            return "authorised"
        return enquiry.why_not_decide(self.request.user)

    def done(self, form):
        tell_author(self.object, Notice.Kind.AUTHORISED)

    def get_forms(self, form):
        return {"form": form, "return_form": ReturnEnquiryForm(instance=self.object, worker=None)}

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(**self.get_forms(form or self.get_form()), **kwargs)


class Section47Return(Section47Authorise):
    form_class = ReturnEnquiryForm
    saved = "Sent back, with what needs to be put right."

    def done(self, form):
        """Who made it is told where it is sent back."""

    def get_forms(self, form):
        decide = AuthoriseEnquiryForm(instance=self.object, worker=self.request.user)
        return {"form": decide, "return_form": form}
