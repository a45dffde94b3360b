"""The pages of family help before a statutory referral."""

from django.urls import reverse

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordList, ChildRecordUpdate
from casework.children.forms import RecordForm
from casework.referrals.family_help.forms import AnswerForm, EndForm, OfferForm
from casework.referrals.family_help.models import FamilyHelp


class FamilyHelpPage(ChildRecordList):
    """Help offered to this family, the newest first, each with what to do next."""

    model = FamilyHelp
    template_name = "referrals/family_help/family_help.html"
    logged_as = "family help"

    def get_queryset(self):
        return super().get_queryset().select_related("contact__contact", "referral")

    def get_context_data(self, **kwargs):
        may_record = self.request.user.may(Permission.RECORD)
        return super().get_context_data(may_record=may_record, **kwargs)


class ToFamilyHelp:
    logged_as = "family help"
    says_next = True

    def get_success_url(self):
        return reverse("family-help", args=[self.child.pk])


class FamilyHelpAdd(ToFamilyHelp, ChildRecordCreate):
    form_class = OfferForm
    title = "Family help is offered"
    intro = (
        "Help a family may take or leave. It is not a referral: no episode opens, and no 45 days"
        " begin."
    )
    saved = "Offer saved."


class FamilyHelpAnswer(ToFamilyHelp, ChildRecordUpdate):
    form_class: type[RecordForm] = AnswerForm
    title = "What the family answered"
    saved = "Answer saved."

    def get_queryset(self):
        return super().get_queryset().open()


class FamilyHelpEnd(FamilyHelpAnswer):
    form_class = EndForm
    title = "Family help ends"
    save_label = "Save the ending"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_saved_words(self):
        if self.object.ended_because != FamilyHelp.Ended.STEPPED_UP:
            return "Saved. Family help has ended."
        return "Saved. A referral begins with what is known; its clocks run from that day."

    def get_object(self, queryset=None):
        help_ = super().get_object(queryset)
        help_.child = self.child
        return help_
