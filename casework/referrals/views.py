from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import ListView

from casework.access.roles import Permission
from casework.children.models import Child
from casework.children.views import (
    ChildRecordCreate,
    ChildRecordList,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.interface.words import capital, listed
from casework.referrals.closing import what_blocks
from casework.referrals.deeds import DecidedAlready
from casework.referrals.family import FamilyCreate
from casework.referrals.forms import (
    ChildContactForm,
    CloseForm,
    ContactForm,
    DecideForm,
    ReferralForm,
    ScreenForm,
)
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, Referral

NEWEST = 20


class ContactAdd(PermissionMixin, ListView):
    """Whom a contact is about, chosen among the children this worker may know of."""

    permission = Permission.RECORD
    template_name = "referrals/contact_add.html"

    @property
    def asked(self):
        return self.request.GET.get("q", "").strip()

    def get_queryset(self):
        found = Child.objects.visible_to(self.request.user).matching(self.asked)
        return found.with_person().select_related("team").by_name()[:NEWEST]

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.asked, limit=NEWEST, **kwargs)


class ContactAddFor(FamilyCreate):
    """A contact about this child, and those of their brothers and sisters it is about too."""

    form_class = ContactForm
    part_class = ChildContactForm
    template_name = "referrals/contact_form.html"
    title = "A worry or incident"
    intro = "Write what you were told once. Then say what it means for each child."
    save_label = "Save contact"
    looks_at = "a new contact"

    def new_record(self):
        return Contact(authority=self.child.authority, recorded_by=self.request.user)

    def done(self, form):
        for part in self.chosen():
            part.instance.contact = form.instance
            part.save()

    def get_saved_words(self):
        return f"Contact saved for {self.for_whom()}. A manager now decides what to do."


class NewestWaiting(ChildRecordUpdate):
    """A decision on the newest of what waits for this child; says so when nothing does."""

    permission = Permission.DECIDE
    nothing = ""

    def get_waiting(self):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.waiting() else self.none_waits()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.waiting() else self.none_waits()

    def waiting(self) -> list:
        if not hasattr(self, "_waiting"):
            self._waiting = list(self.get_waiting()[:NEWEST])
        return self._waiting

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except DecidedAlready as words:
            form.add_error(None, str(words))
            return self.form_invalid(form)

    def done(self, form):
        self.decided = form

    def none_waits(self):
        messages.info(self.request, self.nothing.format(name=self.child.first_name))
        return redirect(self.child)

    def get_object(self, queryset=None):
        found = self.waiting()[0]
        found.child = self.child
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(others=len(self.waiting()) - 1, **kwargs)


class ContactScreen(NewestWaiting):
    form_class = ScreenForm
    template_name = "referrals/contact_screen.html"
    title = "Decide what to do about a contact"
    save_label = "Save decision"
    nothing = "No contact is waiting for {name}."
    looks_at = "a contact to screen"

    def get_waiting(self):
        parts = ChildContact.objects.of_child(self.child).waiting().newest_first()
        return parts.select_related("contact__recorded_by")

    def get_saved_words(self):
        said = self.object.get_outcome_display()
        return f"Decided for {self.child.first_name}: {said[:1].lower()}{said[1:]}."

    def get_success_url(self):
        if self.decided.referral:
            return reverse("referral-decide", args=[self.child.pk])
        return super().get_success_url()


class ReferralAdd(ChildRecordCreate):
    form_class = ReferralForm
    title = "A referral"
    intro = "Someone asks for help for this child. A manager decides within one working day."
    save_label = "Save referral"
    saved = "Referral saved. A manager now decides what to do."
    looks_at = "a new referral"


class ReferralDecide(NewestWaiting):
    form_class = DecideForm
    template_name = "referrals/referral_decide.html"
    title = "Decide on the referral"
    save_label = "Save decision"
    nothing = "No referral is waiting for {name}."
    looks_at = "a referral to decide"

    def get_waiting(self):
        undecided = Referral.objects.of_child(self.child).undecided()
        return undecided.newest_first().select_related("contact")

    def get_form_kwargs(self):
        visible = Referral.objects.visible_to(self.request.user).select_related("child__person")
        return {**super().get_form_kwargs(), "alongside": visible.made_with(self.get_object())}

    def get_saved_words(self):
        form = self.decided
        names = capital(listed(referral.child.first_name for referral in form.together))
        said = self.object.get_decision_display()
        opened = " An episode of need is open." if form.episodes else ""
        return f"Decided for {names}: {said[:1].lower()}{said[1:]}.{opened}"


class EpisodeClose(ChildRecordUpdate):
    """Ends the child's open episode, once nothing that hangs on it is open."""

    permission = Permission.DECIDE
    form_class = CloseForm
    template_name = "referrals/episode_close.html"
    title = "Close the episode of need"
    save_label = "Close the episode"
    saved = "Closed. The file stays, and can be opened again with a new referral."
    looks_at = "closing the episode"

    def get_queryset(self):
        return EpisodeOfNeed.objects.of_child(self.child).open().newest_first()

    def get_object(self, queryset=None):
        return self.get_queryset().first()

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return self.none_open() if self.object is None else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.get_object() is None:
            return self.none_open()
        if self.blocked():
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def none_open(self):
        messages.info(
            self.request, f"{self.child.first_name} has no open episode of need to close."
        )
        return redirect(self.child)

    def blocked(self) -> list[str]:
        return what_blocks(self.child)

    def get_context_data(self, **kwargs):
        return super().get_context_data(blocked=self.blocked(), **kwargs)


class Referrals(ChildRecordList):
    """Every contact, referral and episode of need of a child, the newest 20 of each."""

    model = Referral
    template_name = "referrals/referrals.html"
    looks_at = "contacts and referrals"

    def get_queryset(self):
        return super().get_queryset().select_related("decided_by", "episode")

    def get_context_data(self, **kwargs):
        parts = ChildContact.objects.of_child(self.child).newest_first()
        episodes = EpisodeOfNeed.objects.of_child(self.child).newest_first()
        worker = self.request.user
        return super().get_context_data(
            contacts=parts.select_related("contact", "screened_by")[:NEWEST],
            episodes=episodes[:NEWEST],
            may_record=worker.may(Permission.RECORD),
            may_decide=worker.may(Permission.DECIDE),
            **kwargs,
        )
