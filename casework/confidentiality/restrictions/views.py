from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from casework.access.models import Worker
from casework.access.requests import PageBase
from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildPage, opened_it_themselves
from casework.children.models import Child
from casework.confidentiality.models import Opening, Restriction
from casework.confidentiality.restrictions import operations
from casework.confidentiality.restrictions.forms import (
    AgreeForm,
    NameForm,
    PutOutForm,
    RestrictForm,
    ReviewForm,
)
from casework.confidentiality.restrictions.presentation import readers_before, readers_of


class RestrictionPage(ChildPage):
    """Who may open the file, why it is restricted, and how that was decided."""

    template_name = "confidentiality/restriction.html"
    page = "restriction"
    logged_as = "who may open the file"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        themselves = opened_it_themselves(worker, self.child)
        may_restrict = worker.may(Permission.RESTRICT) and not themselves
        restrictions = Restriction.objects.of_child(self.child).with_people()
        standing = restrictions.standing().exclude(family_of=worker).first()
        past = restrictions.ended().order_by("-ended_at") if may_restrict else []
        return super().get_context_data(
            restriction=standing,
            in_force=bool(standing and standing.in_force),
            due=standing and standing.reviews.due().first(),
            reviews=standing.reviews.exclude(reviewed_at=None).select_related("reviewed_by")
            if standing
            else [],
            readers=readers_of(self.child),
            before=readers_before(self.child),
            past=past,
            openings=Opening.objects.of_child(self.child).with_people().newest_first()[:20],
            may_review=worker.may(Permission.DECIDE) and not themselves,
            may_restrict=may_restrict,
            may_agree=may_restrict and bool(standing) and standing.asker != worker,
            **kwargs,
        )


class OfRestriction(PageBase):
    """A form about the restriction of this file that is in force."""

    child: Child
    permission = Permission.RESTRICT
    logged_as = "who may open the file"
    page = "restriction"

    @cached_property
    def restriction(self) -> Restriction:
        return self.found(Restriction.objects.in_force())

    def found(self, restrictions) -> Restriction:
        """The member of staff whose family it is finds nothing here."""
        worker = self.request.user
        restrictions = (
            restrictions.filter(pk=self.kwargs["asked"])
            if "asked" in self.kwargs
            else (restrictions)
        )
        restriction = restrictions.of_child(self.child).exclude(family_of=worker).first()
        if restriction is None:
            raise Http404
        restriction.child = self.child
        return restriction

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "restriction": self.restriction}

    def get_success_url(self):
        """Whoever opened it again, or put themselves out, may no longer know of the child."""
        known = Child.objects.visible_to(self.request.user).filter(pk=self.child.pk)
        return reverse("restriction", args=[self.child.pk]) if known.exists() else "/"


class Restrict(ChildForm, FormView):
    form_class = RestrictForm
    permission = Permission.RESTRICT
    title = "Restrict the file"
    intro = (
        "Only the people you name can find it, open it or be told of it. Others who ask whether the"
        " child is known hear that there is a restricted file, and whom to ring."
    )
    save_label = "Restrict the file"
    logged_as = "who may open the file"

    def dispatch(self, request, *args, **kwargs):
        child = self.get_child()
        standing = Restriction.objects.standing().of_child(child)
        if self.admits(request.user) and standing.exclude(family_of=request.user.pk).exists():
            return redirect("restriction", child.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "by": self.request.user}

    def get_saved_words(self):
        if self.object.in_force:
            return "The file is restricted."
        return "Another manager is asked to agree. Until then the file is not restricted."

    def get_success_url(self):
        return reverse("restriction", args=[self.child.pk])


class Name(OfRestriction, ChildForm, FormView):
    form_class = NameForm
    title = "Name someone who may open the file"
    save_label = "Name them"
    saved = "Named, and told."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class PutOut(OfRestriction, ChildForm, FormView):
    """Someone may open the file no more; what they do for the child is a manager's to hand over."""

    form_class = PutOutForm
    save_label = "They may open it no more"
    intro = (
        "From now on the file is not there for them, in any list, search or notice. Their part in"
        " the work ends today; what else they were to do for the child waits on My work of the"
        " managers named here, to be handed over."
    )

    @cached_property
    def reader(self) -> Worker:
        inside = [worker.pk for worker in operations.may_open(self.child)]
        return get_object_or_404(Worker.objects.filter(pk__in=inside), pk=self.kwargs["pk"])

    @property
    def title(self):
        return f"{self.reader} may open the file no more"

    @property
    def saved(self):
        return f"{self.reader} may open the file no more."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.reader}


class Review(OfRestriction, ChildForm, FormView):
    form_class = ReviewForm
    title = "Must the file stay restricted?"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def get_saved_words(self):
        return self.object


class Decide(OfRestriction, ChildForm, FormView):
    """A second person says whether a file is restricted: never whoever asked, nor the member of
    staff whose family it is."""

    form_class = AgreeForm
    template_name = "confidentiality/decide.html"
    title = "Should this file be restricted?"
    saved = "Decided, and whoever asked is told."

    def dispatch(self, request, *args, **kwargs):
        self.child = self.get_child()
        if self.restriction.asker == request.user:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def restriction(self) -> Restriction:
        return self.found(Restriction.objects.waiting().filter(started_at=None).with_people())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.restriction, **kwargs)


class DecideEnding(Decide):
    title = "Should this file open again?"

    @cached_property
    def restriction(self) -> Restriction:
        waiting = Restriction.objects.waiting().exclude(started_at=None)
        return self.found(waiting.with_people())
