"""A manager's decisions: on a contact, on a referral, and to close."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.base_views import ChildPage, ChildRecordUpdate
from casework.children.extensions.shared_records import tell
from casework.children.known.operations import Question, ask
from casework.children.models import Ask
from casework.chronology.patterns import happened_before
from casework.interface.words import capital, full_day, listed
from casework.referrals.episode_hooks import what_blocks
from casework.referrals.forms import CloseForm, DecideForm, ScreenForm
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.referrals.operations import DecidedAlready

NEWEST = 20


class NewestWaiting(ChildRecordUpdate):
    """A decision on the newest of what waits for this child; says so when nothing does."""

    permission = Permission.DECIDE
    nothing = ""
    repeats = ""
    says_next = True

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
        newest = self.waiting()[0]
        newest.child = self.child
        return newest

    def get_context_data(self, **kwargs):
        context = super().get_context_data(others=len(self.waiting()) - 1, **kwargs)
        about = (self.repeats, self.object.pk)
        siblings = context["banner"]["siblings"]
        before = happened_before(self.child, self.request.user, siblings=siblings, but=about)
        return {**context, "before": before}

    def get_form_kwargs(self):
        model = self.form_class._meta.model
        visible = model.objects.visible_to(self.request.user).select_related("child__person")
        alongside = visible.made_with(self.get_object())
        return {**super().get_form_kwargs(), "worker": self.request.user, "alongside": alongside}

    def decided_words(self, answer: str) -> str:
        names = capital(listed(record.child.first_name for record in self.decided.together))
        return f"Decided for {names}: {answer[:1].lower()}{answer[1:]}."


class ContactScreen(NewestWaiting):
    form_class = ScreenForm
    template_name = "referrals/contact_screen.html"
    title = "Decide what to do about a contact"
    save_label = "Save decision"
    nothing = "No contact is waiting for {name}."
    logged_as = "a contact to screen"

    def get_waiting(self):
        parts = ChildContact.objects.of_child(self.child).waiting().newest_first()
        return parts.select_related("contact__recorded_by")

    def get_context_data(self, **kwargs):
        """Another file may be this child's: that is said before more is made of this one."""
        question = Question.about(self.child)
        own = [self.child.pk, *(child.pk for child in self.all_siblings)]
        other_files = []
        if question.asks:
            worker = self.request.user
            other_files = ask(worker, question, where=Ask.Where.SCREENING, but=own)
        told = ChildContact.objects.filter(pk=self.object.pk).select_related("contact__recorded_by")
        return super().get_context_data(
            other_files=other_files, told=tell(told, self.request.user)[0], **kwargs
        )

    def get_saved_words(self):
        return self.decided_words(self.object.get_outcome_display())

    def get_success_url(self):
        if self.decided.referrals:
            return reverse("referral-decide", args=[self.child.pk])
        return super().get_success_url()


class ReferralDecide(NewestWaiting):
    form_class = DecideForm
    template_name = "referrals/referral_decide.html"
    title = "Decide on the referral"
    save_label = "Save decision"
    nothing = "No referral is waiting for {name}."
    logged_as = "a referral to decide"
    repeats = "referrals"

    def get_waiting(self):
        undecided = Referral.objects.of_child(self.child).undecided()
        return undecided.newest_first().with_re_referral().select_related("contact__contact")

    def get_saved_words(self):
        opened = " An episode of need is open." if self.decided.episodes else ""
        return self.decided_words(self.object.get_decision_display()) + opened


class EpisodeClose(ChildRecordUpdate):
    """Ends the child's open episode, once nothing that hangs on it is open."""

    permission = Permission.DECIDE
    form_class = CloseForm
    template_name = "referrals/episode_close.html"
    title = "Close the episode of need"
    save_label = "Close the episode"
    logged_as = "closing the episode"

    @cached_property
    def episode(self) -> EpisodeOfNeed | None:
        episode = EpisodeOfNeed.objects.of_child(self.child).open().newest_first().first()
        if episode:
            episode.child = self.child
        return episode

    def get_object(self, queryset=None):
        return self.episode

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.episode else self.none_open()

    def post(self, request, *args, **kwargs):
        if self.episode is None:
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

    def get_saved_words(self):
        return (
            f"Closed on {full_day(self.object.closed_on)}. The file stays to be read. If the family"
            " need help again, it begins with a new referral."
        )

    def get_success_url(self):
        return reverse("episode-for-family", args=[self.child.pk, self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(blocked=self.blocked(), **kwargs)


class ForFamily(ChildPage):
    """What the family are told when help ends: one page to print."""

    template_name = "referrals/for_family.html"
    logged_as = "the letter when help ended"

    def get_context_data(self, **kwargs):
        closed = EpisodeOfNeed.objects.of_child(self.child).exclude(closed_on=None)
        episode = get_object_or_404(closed, pk=self.kwargs["pk"])
        return super().get_context_data(episode=episode, **kwargs)
