from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView

from casework.access.roles import Permission
from casework.children.access_log import log_look
from casework.children.base_views import ChildPage, ChildRecordCreate, PermissionMixin
from casework.duplicates.forms import MergeForm, ProposeForm, ProposeKnownForm, RefuseForm, UndoForm
from casework.duplicates.likely import likely_among
from casework.duplicates.models import Merge
from casework.duplicates.notices import not_told
from casework.duplicates.operations import merge, propose, refuse, undo
from casework.duplicates.presentation import moving, named, side_by_side
from casework.duplicates.since import written_since
from casework.duplicates.tables import Pair
from casework.interface.plain_text import whole_number

NEWEST = 20
PROPOSED = "Proposed. A manager who may open both files compares them and decides."
LEFT = "Merged files are two again. What was changed since was left as it is: look at both files."


def may_propose(worker) -> bool:
    """Whoever writes on files, and whoever brings records in from elsewhere."""
    return worker.may(Permission.RECORD) or worker.may(Permission.RUN_RETURNS)


def looks_for_them(worker) -> bool:
    """Managers, and whoever looks after the data."""
    return worker.may(Permission.AUTHORISE) or worker.may(Permission.RUN_RETURNS)


class Duplicates(PermissionMixin, TemplateView):
    """Pairs proposed, pairs that are likely, and files merged lately."""

    template_name = "duplicates/duplicates.html"

    @classmethod
    def opens_to(cls, worker) -> bool:
        return looks_for_them(worker)

    def get_context_data(self, **kwargs):
        worker = self.request.user
        before = whole_number(self.request.GET.get("before", ""))
        merges = Merge.objects.visible_to(worker).with_people()
        return super().get_context_data(
            likely=likely_among(worker, before),
            before=before,
            waiting=merges.waiting().order_by("submitted_at", "pk")[:NEWEST],
            done=merges.standing().order_by("-done_at", "-pk")[:NEWEST],
            **kwargs,
        )


class MergesOfChild(ChildPage):
    """What was proposed, decided and merged of this file."""

    template_name = "duplicates/merges.html"
    page = "merges"
    logged_as = "whether there is a second file"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        rows = Merge.objects.visible_to(worker).of_file(self.child).with_people()
        merges = list(rows.newest_first()[:NEWEST])
        return super().get_context_data(merges=merges, may_propose=may_propose(worker), **kwargs)


class Propose(ChildRecordCreate):
    form_class = ProposeForm
    template_name = "children/record_form.html"
    page = "merges"
    logged_as = "whether there is a second file"
    title = "This child has a second file"
    intro = (
        "Nothing is merged yet. A manager other than you, who may open both files, compares them"
        " and decides."
    )
    save_label = "Propose it"

    @classmethod
    def opens_to(cls, worker) -> bool:
        return may_propose(worker)

    def get_initial(self):
        return {"other": self.request.GET.get("other", "")[:12]}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"worker": self.request.user, "child": self.child}

    def form_valid(self, form):
        other, because = form.cleaned_data["other"], form.cleaned_data["because"]
        try:
            proposed = propose(self.child, other, because=because, by=self.request.user)
        except ValidationError as already:
            form.add_error(None, already)
            return self.form_invalid(form)
        messages.success(self.request, PROPOSED)
        known = Merge.objects.visible_to(self.request.user).filter(pk=proposed.pk)
        return redirect(proposed if known.exists() else self.child)


class ProposeKnown(PermissionMixin, CreateView):
    """From *Is this child known*: of files that may both be another team's."""

    form_class = ProposeKnownForm
    template_name = "duplicates/propose.html"
    title = "One child with two files"

    @classmethod
    def opens_to(cls, worker) -> bool:
        return may_propose(worker)

    def get_initial(self):
        return {name: self.request.GET.get(name, "")[:12] for name in ("first", "other")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"worker": self.request.user, "child": None}

    def form_valid(self, form):
        other, because = form.cleaned_data["other"], form.cleaned_data["because"]
        try:
            propose(form.child, other, because=because, by=self.request.user)
        except ValidationError as already:
            form.add_error(None, already)
            return self.form_invalid(form)
        messages.success(self.request, PROPOSED)
        return redirect("children")


class OfMerge(ChildPage):
    """One pair, read by whoever may open both files; merged, there is one to open."""

    page = "merges"
    logged_as = "two files side by side"

    @cached_property
    def merge(self) -> Merge:
        rows = Merge.objects.visible_to(self.request.user).of_file(self.child).with_people()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def pair(self) -> Pair:
        """The file that is kept first: the older number, unless the other is asked for."""
        kept, absorbed = self.merge.child, self.merge.absorbed
        if self.request.GET.get("keep") == absorbed.number and not self.merge.done_at:
            kept, absorbed = absorbed, kept
        return Pair(kept, absorbed)

    @property
    def waits(self) -> bool:
        return Merge.objects.waiting().filter(pk=self.merge.pk).exists()

    @property
    def may_decide(self) -> bool:
        worker = self.request.user
        return worker.may(Permission.AUTHORISE) and worker.pk != self.merge.recorded_by_id

    def look_at_the_other(self) -> None:
        """Each of the two is read here, and each says so."""
        other = self.merge.absorbed if self.merge.child == self.child else self.merge.child
        log_look(self.request.user, other, self.logged_as)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            merge=self.merge,
            pair=self.pair,
            waits=self.waits,
            may_decide=self.may_decide,
            own=self.merge.recorded_by_id == self.request.user.pk,
            **kwargs,
        )


class Compare(OfMerge):
    """The two side by side; of files that are merged, what was chosen."""

    template_name = "duplicates/compare.html"

    def get_context_data(self, **kwargs):
        groups = []
        if not self.merge.stands:
            self.look_at_the_other()
            groups = side_by_side(self.pair, self.request.user)
        return super().get_context_data(
            groups=groups,
            may_undo=self.request.user.may(Permission.AUTHORISE) and self.merge.stands,
            **kwargs,
        )


class Deciding(OfMerge):
    """A manager's page about a pair that waits: never whoever proposed it."""

    permission = Permission.AUTHORISE
    title, save_label = "Merge the two files", "Merge them"

    def checked(self) -> None:
        if not self.waits:
            raise Http404
        if not self.may_decide:
            raise PermissionDenied

    def get(self, request, *args, **kwargs):
        self.checked()
        return self.show(self.form())

    def post(self, request, *args, **kwargs):
        self.checked()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                return self.decide(form)
            except ValidationError as held:
                form.add_error(None, held)
        return self.show(form)

    def show(self, form):
        words = {"title": self.title, "save_label": self.save_label}
        return self.render_to_response(self.get_context_data(form=form, **words))


class Agree(Deciding):
    """What will move, and a choice for each thing of which one child has one."""

    template_name = "duplicates/agree.html"

    def form(self, data=None):
        return MergeForm(data, pair=self.pair)

    def get_context_data(self, **kwargs):
        self.look_at_the_other()
        pair = self.pair
        return super().get_context_data(
            moves=moving(pair, self.request.user),
            not_told=not_told(pair.absorbed, pair.kept),
            **kwargs,
        )

    def decide(self, form):
        done = merge(
            self.merge,
            chosen=form.cleaned_data,
            said=form.said(),
            by=self.request.user,
            keep=self.pair.kept,
        )
        messages.success(
            self.request, f"Merged. Everything of {done.absorbed.number} stands on this file now."
        )
        return redirect(done)


class Refuse(Deciding):
    template_name = "duplicates/refuse.html"
    title, save_label = "They are two children", "Save"

    def form(self, data=None):
        return RefuseForm(data)

    def decide(self, form):
        refuse(self.merge, because=form.cleaned_data["because"], by=self.request.user)
        messages.success(self.request, "Decided: they are two children. Whoever proposed is told.")
        return redirect("merges", self.child.pk)


class Undo(OfMerge):
    """Both files are as they were: what was written since stays here, unless it is ticked."""

    permission = Permission.AUTHORISE
    template_name = "duplicates/undo.html"
    title, save_label = "Undo the merge", "Undo it"
    logged_as = "a merge to undo"

    @cached_property
    def written(self) -> dict:
        if not self.merge.stands:
            raise Http404
        return written_since(self.merge, self.pair)

    def form(self, data=None):
        choices = named(self.written.values())
        return UndoForm(data, written=choices, number=self.merge.absorbed.number)

    def get(self, request, *args, **kwargs):
        return self.show(self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form.is_valid():
            try:
                return self.undo(form)
            except ValidationError as held:
                form.add_error(None, held)
        return self.show(form)

    def undo(self, form):
        ticked = form.cleaned_data.get("with_it", [])
        keys = [(label, int(pk)) for label, _, pk in (value.partition(":") for value in ticked)]
        because = form.cleaned_data["because"]
        with_it = [self.written[key] for key in keys]
        left = undo(self.merge, with_it=with_it, because=because, by=self.request.user)
        if left:
            messages.warning(self.request, LEFT)
        else:
            messages.success(self.request, "Undone. Both files are as they were.")
        return redirect("merges", self.child.pk)

    def show(self, form):
        words = {"title": self.title, "save_label": self.save_label}
        return self.render_to_response(self.get_context_data(form=form, **words))
