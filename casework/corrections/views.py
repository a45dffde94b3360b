from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.requests import PageBase
from casework.access.roles import Permission
from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.children.extensions.mistakes import mistakes
from casework.children.extensions.shared_records import tell
from casework.children.models import Child
from casework.corrections.forms import Correcting, Decision, MoveForm, PutBackForm, Reason
from casework.corrections.models import Correction, Withdrawal
from casework.corrections.operations import (
    agree,
    and_beneath,
    ask_to_withdraw,
    correct,
    move,
    put_back,
    record_of,
    refuse,
)
from casework.corrections.presentation import (
    corrections_of,
    counted_beneath,
    errors_of,
    in_words_for,
    title_of,
    words_of,
)

NEWEST = 20
WITHDRAWN = "Withdrawn: it left the file, and stays in its history."
PUT_BACK = "Put back: it stands on the file again, as it was."
NOT_THEIRS = "You may not open the other child’s file: a manager who may has to agree"
SOMEBODY_ELSE = "You asked for this yourself: another manager has to decide."
ASKED = "A manager is asked: it stays on the file until they agree."


class Mistakes(ChildPage):
    """What was put right on this file, and where something else is."""

    template_name = "corrections/mistakes.html"
    page = "mistakes"
    logged_as = "what was recorded in error"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        kinds = [kind for kind in mistakes.withdrawable() if worker.may(kind.permission)]
        chosen = mistakes.get(self.request.GET.get("kind", ""))
        chosen = chosen if chosen in kinds else None
        return super().get_context_data(
            errors=errors_of(self.child, worker),
            waiting=self.waiting(worker),
            corrections=self.corrections(worker),
            returned=self.returned(worker),
            kinds=sorted(kinds, key=lambda kind: kind.word),
            chosen=chosen,
            records=self.records(chosen) if chosen else [],
            may_record=worker.may(Permission.RECORD),
            may_agree=worker.may(Permission.AUTHORISE),
            **kwargs,
        )

    def records(self, kind):
        """The newest of this kind that stand, each with the page where it is put right."""
        worker = self.request.user
        records = tell(kind.of_child(self.child, worker)[:NEWEST], worker)
        return [
            {
                "title": title_of(kind, record),
                "day": kind.day_of(record),
                "url": reverse("mistake", args=[self.child.pk, kind.label, record.pk]),
            }
            for record in records
        ]

    def waiting(self, worker):
        asked = Withdrawal.objects.of_child(self.child).waiting().select_related("recorded_by")
        return [
            withdrawal for withdrawal in asked if worker.may(mistakes[withdrawal.kind].permission)
        ]

    def returned(self, worker):
        rows = Withdrawal.objects.of_child(self.child).put_back().newest_first()
        rows = rows.select_related("recorded_by", "put_back_by")[:NEWEST]
        return [back for back in rows if worker.may(mistakes[back.kind].permission)]

    def corrections(self, worker):
        rows = Correction.objects.of_child(self.child).select_related("recorded_by")
        rows = rows.order_by("-recorded_at", "-pk")[:NEWEST]
        shown = [row for row in rows if worker.may(mistakes[row.kind].permission)]
        return in_words_for(worker, shown)


class OfRecord(PageBase):
    """One record of this child's file that stands, whatever its kind."""

    child: Child
    permission = Permission.RECORD
    logged_as = "what was recorded in error"
    page = "mistakes"
    why_not = ""

    @cached_property
    def kind(self):
        kind = mistakes.get(self.kwargs["model"])
        if kind is None or getattr(kind, self.why_not, kind.not_withdrawn):
            raise Http404
        return kind

    @cached_property
    def record(self):
        records = self.kind.of_child(self.child, self.request.user)
        record = records.filter(pk=self.kwargs["pk"]).first()
        if record is None:
            raise Http404
        return record

    @property
    def for_a_manager(self) -> bool:
        """It was authorised or sent: what it says, and whose it is, is not this worker's to change
        by themselves."""
        return self.kind.settled(self.record) and not self.request.user.may(Permission.AUTHORISE)

    def told(self):
        """The record once more, as it may be told to this worker: to be read, never saved."""
        records = self.kind.of_child(self.child, self.request.user)
        return tell(records.filter(pk=self.record.pk), self.request.user)[0]

    def get_context_data(self, **kwargs):
        told = self.told()
        facts = {
            "for_a_manager": self.for_a_manager,
            "record_title": title_of(self.kind, told),
            "day": self.kind.day_of(told),
            "says": words_of(self.kind, told),
            "kind": self.kind,
            "record": self.record,
        }
        return super().get_context_data(**kwargs | facts)

    def get_success_url(self):
        return reverse("mistakes", args=[self.child.pk])


class Mistake(OfRecord, ChildPage):
    """One record, and what can be done about it."""

    template_name = "corrections/mistake.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            corrections=corrections_of(self.record, self.request.user),
            settled=self.kind.settled(self.record),
            **kwargs,
        )


class Withdraw(OfRecord, ChildRecordCreate):
    form_class = Reason
    template_name = "corrections/withdraw.html"
    why_not = "not_withdrawn"
    title = "This was recorded in error"
    save_label = "Withdraw it"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            beneath=counted_beneath(and_beneath(self.record)[1:]),
            settled=self.kind.settled(self.record),
            **kwargs,
        )

    def new_record(self):
        about = {"kind": self.kind.label, "record": self.record.pk}
        return Withdrawal.on_file_of(self.child, self.request.user, **about)

    def form_valid(self, form):
        because = form.cleaned_data["because"]
        try:
            asked = ask_to_withdraw(
                self.record, child=self.child, because=because, by=self.request.user
            )
        except ValidationError as held:
            form.add_error(None, held)
            return self.form_invalid(form)
        messages.success(self.request, WITHDRAWN if asked.done_at else ASKED)
        return redirect(self.get_success_url())


class MoveAway(OfRecord, ChildRecordCreate):
    """First what will move, then, once that was seen, the move itself."""

    form_class = MoveForm
    template_name = "corrections/move.html"
    why_not = "not_moved"
    title = "This belongs to another child"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"worker": self.request.user, "child": self.child}

    def new_record(self):
        about = {"kind": self.kind.label, "record": self.record.pk}
        return Withdrawal.on_file_of(self.child, self.request.user, **about)

    def get_context_data(self, **kwargs):
        seen = kwargs.get("seen")
        settled = self.kind.settled(self.record)
        save_label = "Ask a manager" if settled else "Move it"
        return super().get_context_data(
            beneath=counted_beneath(and_beneath(self.record)[1:]), settled=settled, **kwargs
        ) | {"save_label": save_label if seen else "See what moves"}

    def form_valid(self, form):
        to = form.cleaned_data["to"]
        if self.request.POST.get("seen") != str(to.pk):
            return self.render_to_response(self.get_context_data(form=form, seen=to))
        because = form.cleaned_data["because"]
        try:
            gone = move(self.record, child=self.child, to=to, because=because, by=self.request.user)
        except ValidationError as held:
            form.add_error(None, held)
            return self.form_invalid(form)
        messages.success(self.request, f"Moved to {to.name}’s file." if gone.done_at else ASKED)
        return redirect(self.get_success_url())


class Correct(OfRecord, ChildPage):
    """What the record says, to be put right; its first words are kept."""

    template_name = "corrections/correct.html"
    why_not = "not_corrected"
    title = "Correct what it says"

    def get(self, request, *args, **kwargs):
        if self.for_a_manager:
            raise PermissionDenied
        return self.show(Correcting(self.kind, self.record, reader=request.user))

    def post(self, request, *args, **kwargs):
        if self.for_a_manager:
            raise PermissionDenied
        form = Correcting(self.kind, self.record, request.POST, reader=request.user)
        if not form.is_valid():
            return self.show(form)
        with transaction.atomic():
            kept = correct(form, child=self.child, by=request.user)
        messages.success(request, "Corrected." if kept else "Nothing was changed.")
        return redirect("mistake", self.child.pk, self.kind.label, self.record.pk)

    def show(self, form):
        page = self.get_context_data(
            parts=form.parts, form=form.reason, title=self.title, save_label="Save"
        )
        return self.render_to_response(page)


class Decide(ChildPage):
    """A manager says whether it was a mistake: never whoever asked."""

    permission = Permission.AUTHORISE
    template_name = "corrections/decide.html"
    page = "mistakes"
    logged_as = "what was recorded in error"

    @cached_property
    def asked(self):
        waiting = Withdrawal.objects.of_child(self.child).waiting()
        asked = get_object_or_404(waiting.select_related("recorded_by"), pk=self.kwargs["pk"])
        if record_of(asked) is None:
            raise Http404
        if asked.recorded_by == self.request.user:
            raise PermissionDenied(SOMEBODY_ELSE)
        asked.child = self.child
        return asked

    def get(self, request, *args, **kwargs):
        return self.show(Decision())

    def post(self, request, *args, **kwargs):
        form, asked = Decision(request.POST), self.asked
        if form.is_valid():
            try:
                self.decide(form.cleaned_data, asked)
            except ValidationError as held:
                form.add_error(None, held)
        if not form.is_valid():
            return self.show(form)
        messages.success(request, "Decided, and whoever asked is told.")
        return redirect("mistakes", self.child.pk)

    @transaction.atomic
    def decide(self, data, asked):
        to = asked.moved_to
        known = Child.objects.visible_to(self.request.user)
        if data["agreed"] == "yes" and to and not known.filter(pk=to.pk).exists():
            raise ValidationError(NOT_THEIRS)
        if data["agreed"] == "yes":
            agree(asked, by=self.request.user)
        else:
            refuse(asked, because=data["not_agreed_because"], by=self.request.user)

    def show(self, form):
        asked, kind = self.asked, mistakes[self.asked.kind]
        record = tell([record_of(asked)], self.request.user)[0]
        known = Child.objects.visible_to(self.request.user).with_person()
        page = self.get_context_data(
            form=form,
            to=known.filter(pk=asked.moved_to_id).first(),
            title="Was this recorded in error?",
            save_label="Save",
            asked=asked,
            record_title=title_of(kind, record),
            day=kind.day_of(record),
            says=words_of(kind, record),
            beneath=counted_beneath(and_beneath(record)[1:]),
        )
        return self.render_to_response(page)


class PutBack(ChildRecordUpdate):
    """What was withdrawn was no mistake: it returns as it was. Where a manager agreed to withdraw
    it, a manager puts it back."""

    form_class = PutBackForm
    template_name = "corrections/put_back.html"
    page = "mistakes"
    title = "It was no mistake"
    save_label = "Put it back"
    logged_as = "what was recorded in error"

    def get_queryset(self):
        withdrawn = Withdrawal.objects.of_child(self.child).done().filter(moved_to=None)
        return withdrawn.select_related("recorded_by", "decided_by")

    def get_object(self, queryset=None):
        withdrawal = super().get_object(queryset)
        worker, kind = self.request.user, mistakes[withdrawal.kind]
        if kind.not_put_back or not worker.may(kind.permission):
            raise Http404
        if withdrawal.decided_by_id and not worker.may(Permission.AUTHORISE):
            raise PermissionDenied
        withdrawal.child = self.child
        return withdrawal

    def get_context_data(self, **kwargs):
        withdrawal = self.object
        kind = mistakes[withdrawal.kind]
        record = tell([record_of(withdrawal)], self.request.user)[0]
        return super().get_context_data(
            record_title=title_of(kind, record),
            day=kind.day_of(record),
            says=words_of(kind, record),
            withdrawal=withdrawal,
            **kwargs,
        )

    def form_valid(self, form):
        because = form.cleaned_data["put_back_because"]
        try:
            put_back(self.object, because=because, by=self.request.user)
        except ValidationError as held:
            form.add_error(None, held)
            return self.form_invalid(form)
        messages.success(self.request, PUT_BACK)
        return redirect("mistakes", self.child.pk)
