"""Records given to someone outside: opened, picked, blacked out, named, authorised, sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, View

from casework.access.roles import Permission
from casework.approvals.models import decisions_of
from casework.approvals.views import HeldRecordUpdate
from casework.children.base_views import (
    ChildForm,
    ChildMixin,
    ChildPage,
    ChildRecordCreate,
    ChildRecordList,
)
from casework.children.models import Relationship
from casework.disclosure.forms import (
    DecideForm,
    DisclosureForm,
    EndForm,
    ExtendForm,
    NamesForm,
    PickForm,
    SubmitForm,
    TickForm,
)
from casework.disclosure.models import Disclosure, PickedRecord
from casework.disclosure.operations import look_again, next_version
from casework.disclosure.presentation import shown
from casework.disclosure.queries import (
    burned_records,
    clocks_of,
    first_month,
    mark_of_burned,
    sendings_of,
    standing_of,
)
from casework.disclosure.reasons import by_letter
from casework.disclosure.texts import by_hand, candidates
from casework.disclosure.third_parties import why_not_sent
from casework.documents.forms import SendingForm
from casework.documents.models import Sending
from casework.interface.words import as_day

LOOKED = "records given to others"


class Disclosures(ChildRecordList):
    """What was asked for of this file and to whom it went, the newest first."""

    model = Disclosure
    permission = Permission.DISCLOSE
    template_name = "disclosure/disclosures.html"
    page = "disclosures"
    logged_as = LOOKED

    def get_queryset(self):
        return super().get_queryset().with_sent().select_related("document")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        clocks = clocks_of(shown)
        documents = [entry.document_id for entry in shown if entry.document_id]
        sent = Sending.objects.of_child(self.child).filter(document__in=documents).newest_first()
        sendings: dict[int, list] = {}
        for sending in sent:
            sendings.setdefault(sending.document_id, []).append(sending)
        for entry in shown:
            entry.clock, entry.sendings = clocks.get(entry.pk), sendings.get(entry.document_id, [])
        may_see_log = self.request.user.may(Permission.AGREE_TO_GIVING)
        return context | {"disclosures": shown, "may_see_log": may_see_log}


class DisclosureAdd(ChildRecordCreate):
    form_class = DisclosureForm
    permission = Permission.DISCLOSE
    page = "disclosures"
    title = "Someone asked for records"
    intro = (
        "Write down who asked and why they may have it. Then you pick the records, black out what"
        " may not be given, and a manager agrees before anything is sent."
    )
    save_label = "Save, then pick the records"
    logged_as = LOOKED

    def get_success_url(self):
        return reverse("disclosure-pick", args=[self.child.pk, self.object.pk])


class OneDisclosure(ChildMixin):
    """A disclosure of this child's file, held still while something is sent to it."""

    permission = Permission.DISCLOSE
    page = "disclosures"
    logged_as = LOOKED

    @cached_property
    def disclosure(self) -> Disclosure:
        disclosures = Disclosure.objects.of_child(self.child).with_people().with_sent()
        disclosures = disclosures.select_related("document", "follows")
        if self.request.method == "POST":
            disclosures = Disclosure.objects.of_child(self.child)
            disclosures = disclosures.select_for_update(of=("self",))
        disclosure = disclosures.filter(pk=self.kwargs["pk"]).first()
        if disclosure is None:
            raise Http404
        disclosure.child = self.child
        return disclosure

    @cached_property
    def record(self) -> PickedRecord:
        records = self.disclosure.records.prefetch_related("redactions")
        record = records.filter(pk=self.kwargs["record"]).first()
        if record is None:
            raise Http404
        record.disclosure = self.disclosure
        return record

    def only_while_prepared(self) -> None:
        if not self.disclosure.may_be_changed:
            raise PermissionDenied

    def get_success_url(self):
        return reverse("disclosure", args=[self.child.pk, self.disclosure.pk])


class DisclosureRead(OneDisclosure, ChildPage):
    """Everything about one: what is to be done, what is in it, who had it."""

    template_name = "disclosure/disclosure.html"

    def get_context_data(self, **kwargs):
        disclosure, worker = self.disclosure, self.request.user
        standing = standing_of(disclosure, worker)
        files = disclosure.document.files.all() if disclosure.document else []
        responsible = Relationship.objects.visible_to(worker).filter(
            person=self.child.person_id, parental_responsibility=True, ended_on=None
        )
        return super().get_context_data(
            disclosure=disclosure,
            standing=standing,
            not_sent=why_not_sent(disclosure, timezone.now()) if disclosure.locked else "",
            clock=clocks_of([disclosure]).get(disclosure.pk),
            files=files,
            sendings=sendings_of(disclosure) if disclosure.document else [],
            responsible=responsible.select_related("relative"),
            earlier=decisions_of(disclosure),
            may_decide=worker.may(Permission.AGREE_TO_GIVING)
            and not disclosure.why_not_decide(worker),
            **kwargs,
        )


class HeldDisclosure(OneDisclosure, HeldRecordUpdate):
    """A form on a disclosure that is still prepared."""

    called = "disclosure"
    once_authorised = "The copy is made and stays as it is: a second version can be made."

    def get_queryset(self):
        disclosures = Disclosure.objects.of_child(self.child).filter(ended_on=None)
        if self.request.method == "POST":
            return disclosures.select_for_update(of=("self",))
        return disclosures.with_people()

    @property
    def disclosure(self):
        return self.get_object()

    def refusal(self, record):
        return record.state if record.state in ("authorised", "submitted") else ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(disclosure=self.get_object(), **kwargs)


class DisclosureEdit(HeldDisclosure):
    form_class = DisclosureForm
    title = "Who asked, and why they may have it"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["worker"]
        return kwargs


class DisclosurePick(HeldDisclosure):
    """Which records go in: all of them ticked, or those between two days, or one by one."""

    form_class = PickForm
    template_name = "disclosure/pick.html"
    title = "Pick the records"
    save_label = "Put these in"
    saved = "Picked. Their words are kept as they stand now."

    @cached_property
    def candidates(self):
        return candidates(self.child, self.request.user)

    @cached_property
    def ticks(self) -> TickForm:
        return TickForm(self.request.GET or None, self.candidates)

    def get_form_kwargs(self):
        ticked = {record.key for record in self.get_object().records.all()}
        if self.ticks.asked and self.ticks.is_valid():
            ticked |= {entry.key for entry in self.candidates if self.ticks.ticks(entry)}
        gone = ticked - {entry.key for entry in self.candidates}
        kwargs = super().get_form_kwargs()
        return {**kwargs, "candidates": self.candidates, "ticked": ticked - gone}

    def get_context_data(self, **kwargs):
        return super().get_context_data(ticks=self.ticks, by_hand=by_hand(self.child), **kwargs)


class DisclosureNames(HeldDisclosure):
    """Every name in what was picked, but the child's own, with what becomes of it."""

    form_class = NamesForm
    template_name = "disclosure/names.html"
    title = "Names in these records"
    save_label = "Save these answers"

    def get_form_kwargs(self):
        standing = standing_of(self.get_object(), self.request.user)
        return {**super().get_form_kwargs(), "found": standing.found}

    def get_saved_words(self):
        left = len(standing_of(self.object, self.request.user).unanswered)
        return f"Saved. {left} still to answer." if left else "Saved. Every name is answered."


class DisclosureSubmit(HeldDisclosure):
    form_class = SubmitForm
    title = "Ask a manager to agree"
    intro = "A manager reads what would be given, and agrees or sends it back."
    save_label = "Send it to a manager"
    saved = "Sent to a manager."

    def get_form_kwargs(self):
        standing = standing_of(self.get_object(), self.request.user)
        return {**super().get_form_kwargs(), "lacking": standing.lacking}


class DisclosureDecide(HeldDisclosure):
    """What would be given, as it would be given, and the decision."""

    form_class = DecideForm
    permission = Permission.AGREE_TO_GIVING
    template_name = "disclosure/decide.html"
    title = "Agree to what is given"

    @classmethod
    def opens_to(cls, worker):
        return worker.may(Permission.AGREE_TO_GIVING) and worker.may(Permission.DISCLOSE)

    def refusal(self, record):
        return record.why_not_decide(self.request.user)

    @cached_property
    def burned(self):
        return burned_records(self.get_object(), self.request.user)

    def get_form_kwargs(self):
        standing = standing_of(self.get_object(), self.request.user)
        mark = mark_of_burned(self.burned)
        return {**super().get_form_kwargs(), "lacking": standing.lacking, "mark": mark}

    def get_context_data(self, **kwargs):
        return super().get_context_data(burned=shown(self.burned), reasons=by_letter(), **kwargs)

    def get_saved_words(self):
        if self.object.locked:
            return "Agreed. The copy is made and kept on the file: it can be sent now."
        return "Sent back, with what to put right."


class Pressed(OneDisclosure, View):
    """Something done to a disclosure by one press."""

    http_method_names = ["post"]
    done_words = ""

    @transaction.atomic
    def post(self, request, **kwargs):
        self.press()
        messages.success(request, self.done_words)
        return redirect(self.get_success_url())

    def press(self) -> None:
        raise NotImplementedError


class DisclosureLookAgain(Pressed):
    done_words = "Taken as they are now. Look at what is blacked out, and at the names, again."

    def press(self):
        self.only_while_prepared()
        look_again(self.disclosure, by=self.request.user)


class DisclosureAgain(Pressed):
    """A second version of one that was authorised."""

    done_words = (
        "A new version, with the same records and what was blacked out. Change what differs."
    )

    def press(self):
        if not self.disclosure.locked:
            raise PermissionDenied
        begun = self.disclosure.next_versions.first()
        self.begun = begun or next_version(self.disclosure, by=self.request.user)

    def get_success_url(self):
        return reverse("disclosure", args=[self.child.pk, self.begun.pk])


class DisclosureExtend(HeldDisclosure):
    form_class = ExtendForm
    title = "More time for a complex request"
    intro = (
        "The month may be extended by two more where a request is complex (article 12(3) of the UK"
        " GDPR). Tell whoever asked within the first month, and why."
    )
    save_label = "Save this"
    saved = "Saved. It is due three months after it came."

    def get_queryset(self):
        return super().get_queryset().of_access().filter(extended_on=None)

    def get_form_kwargs(self):
        first = first_month(self.get_object())
        last_day = as_day(first.due_at) if first else None
        return {**super().get_form_kwargs(), "last_day": last_day}


class DisclosureEnd(HeldDisclosure):
    form_class = EndForm
    title = "Nothing is given"
    save_label = "End it"
    saved = "Ended. It stays in the log, with the reason."


class DisclosureSend(OneDisclosure, ChildForm, CreateView):
    """The copy went to someone: who, how and when; warned where contact is limited."""

    form_class = SendingForm
    title = "Who was given it"
    save_label = "Save who was given it"

    @property
    def intro(self):
        """And beforehand what the form would refuse: an earlier day may still be written down."""
        refusal = why_not_sent(self.disclosure, timezone.now())
        return f"{self.disclosure}. {refusal}" if refusal else str(self.disclosure)

    def get_form_kwargs(self):
        if not self.disclosure.locked:
            raise PermissionDenied
        worker = self.request.user
        sending = Sending.on_file_of(
            self.child, worker, document=self.disclosure.document, version=1
        )
        return {
            **super().get_form_kwargs(),
            "instance": sending,
            "child": self.child,
            "worker": worker,
        }

    def get_saved_words(self):
        return f"Saved: {self.object}. It stands in the log."

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)
