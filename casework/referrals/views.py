from django.urls import reverse
from django.views.generic import ListView

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordList, PermissionMixin
from casework.children.extensions.shared_records import tell
from casework.children.known.operations import Question, ask_beyond
from casework.children.models import Ask
from casework.children.search import found_by
from casework.children.together.views import FamilyCreate
from casework.interface.words import full_day
from casework.referrals.codes import Source
from casework.referrals.forms import ChildContactForm, ContactForm, ReferralForm
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, FamilyHelp, Referral

NEWEST = 20


class ContactAdd(PermissionMixin, ListView):
    """Whom a contact is about, chosen among the children this worker may know of."""

    permission = Permission.RECORD
    template_name = "referrals/contact_add.html"

    @property
    def typed(self):
        return self.request.GET.get("q", "").strip()

    def get_queryset(self):
        return found_by(self.typed, self.request.user)[:NEWEST]

    def get_context_data(self, **kwargs):
        question = Question.of_words(self.typed)
        elsewhere = ask_beyond(self.request.user, question, where=Ask.Where.CONTACT)
        return super().get_context_data(
            typed=self.typed, limit=NEWEST, elsewhere=elsewhere, question=question, **kwargs
        )


class ContactAddFor(FamilyCreate):
    """A contact about this child, and those of their brothers and sisters it is about too."""

    form_class = ContactForm
    part_class = ChildContactForm
    template_name = "referrals/contact_form.html"
    title = "A worry or incident"
    intro = "Write what you were told once. Then say what it means for each child."
    save_label = "Save contact"
    logged_as = "a new contact"
    says_next = True

    def new_record(self):
        return Contact(authority=self.child.authority, recorded_by=self.request.user)

    def done(self, form):
        for part in self.chosen():
            part.instance.contact = form.instance
            part.save()

    def get_saved_words(self):
        return f"Contact saved for {self.for_whom()}."


class ReferralAdd(ChildRecordCreate):
    form_class = ReferralForm
    title = "A referral"
    intro = "Someone asks for help for this child. A manager decides within one working day."
    save_label = "Save referral"
    saved = "Referral saved."
    logged_as = "a new referral"
    says_next = True

    def get_initial(self):
        """A child who moved here comes with what the other council told us."""
        move = self.child.moves.coming().newest_first().first()
        return from_move(move) if move else {}

    def get_success_url(self):
        return reverse("referrals", args=[self.child.pk])


def from_move(move) -> dict:
    return {
        "source": Source.S5C,
        "received_on": move.told_on,
        "reasons": f"Moved here from {move.council} on {full_day(move.moved_on)}."
        f" {move.what_is_known}".strip(),
    }


class Referrals(ChildRecordList):
    """Every contact, referral and episode of need of a child, the newest 20 of each."""

    model = Referral
    template_name = "referrals/referrals.html"
    logged_as = "contacts and referrals"

    def get_queryset(self):
        referrals = super().get_queryset().with_re_referral()
        return referrals.select_related("decided_by", "episode", "stepped_up_from")

    def get_context_data(self, **kwargs):
        parts = ChildContact.objects.of_child(self.child).newest_first()
        episodes = EpisodeOfNeed.objects.of_child(self.child).newest_first()
        worker = self.request.user
        return super().get_context_data(
            contacts=tell(parts.select_related("contact", "screened_by")[:NEWEST], worker),
            episodes=episodes[:NEWEST],
            family_help=FamilyHelp.objects.of_child(self.child).newest_first()[:NEWEST],
            moves=self.child.moves.newest_first()[:NEWEST],
            may_record=worker.may(Permission.RECORD),
            may_decide=worker.may(Permission.DECIDE),
            **kwargs,
        )
