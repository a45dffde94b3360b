from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from casework.access.requests import PageBase
from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildPage
from casework.children.models import Child, IdentityReader, SealedIdentity
from casework.confidentiality.sealing.forms import (
    AgreeForm,
    EndReadingForm,
    ReaderForm,
    SealForm,
    UnsealForm,
)
from casework.confidentiality.sealing.presentation import sealed_of

LOOKED = "who they were born as, which is sealed"
PEOPLE = ("recorded_by", "asked_by", "unsealed_by")


class SealedPage(ChildPage):
    """That who the child was born as is sealed, and whom to ask; what it is, to those named."""

    template_name = "confidentiality/sealed.html"
    page = "sealed-identity"
    logged_as = "that an identity is sealed"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        identities = SealedIdentity.objects.of_child(self.child).select_related(*PEOPLE)
        identity = identities.sealed().first()
        reads = bool(identity) and identity.readers.standing().filter(worker=worker).exists()
        if identity and reads:
            identity.child = self.child
            self.logged_as = LOOKED
        readers = identity.readers.select_related("worker") if identity else []
        return super().get_context_data(
            identity=identity,
            sealed=sealed_of(identity) if reads else None,
            readers=[reader for reader in readers if reader.ended_at is None],
            before=[reader for reader in readers if reader.ended_at is not None],
            unsealed=identities.unsealed().order_by("-unsealed_at"),
            may_seal=worker.may(Permission.RESTRICT),
            may_agree=bool(identity) and identity.asked_by != worker,
            **kwargs,
        )


class OfIdentity(PageBase):
    """A form about what is sealed of this child."""

    child: Child
    permission = Permission.RESTRICT
    logged_as = "that an identity is sealed"

    @cached_property
    def identity(self) -> SealedIdentity:
        return self.found(SealedIdentity.objects.sealed())

    def found(self, identities) -> SealedIdentity:
        identity = identities.of_child(self.child).select_related("asked_by").first()
        if identity is None:
            raise Http404
        identity.child = self.child
        return identity

    def get_form_kwargs(self):
        facts = {"identity": self.identity, "by": self.request.user}
        return {**super().get_form_kwargs(), **facts}

    def get_success_url(self):
        return reverse("sealed-identity", args=[self.child.pk])


class Seal(ChildForm, FormView):
    form_class = SealForm
    permission = Permission.RESTRICT
    title = "Seal who the child was born as"
    intro = (
        "What you choose leaves every page, search, list, export and answer of the API, and the"
        " question whether a child is known. Only the people named can read it, and each time they"
        " do is kept."
    )
    save_label = "Seal it"
    saved = "Sealed."
    logged_as = "who they are"

    def dispatch(self, request, *args, **kwargs):
        child = self.get_child()
        sealed = SealedIdentity.objects.sealed().of_child(child)
        if self.admits(request.user) and sealed.exists():
            return redirect("sealed-identity", child.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "by": self.request.user}

    def get_success_url(self):
        return reverse("sealed-identity", args=[self.child.pk])


class ReaderAdd(OfIdentity, ChildForm, FormView):
    form_class = ReaderForm
    title = "Name someone who may read it"
    save_label = "Name them"
    saved = "Named, and told."


class ReaderEnd(OfIdentity, ChildForm, FormView):
    form_class = EndReadingForm
    save_label = "They may read it no more"
    saved = "They may read it no more."

    @cached_property
    def reader(self) -> IdentityReader:
        standing = IdentityReader.objects.standing().filter(identity=self.identity)
        return get_object_or_404(standing.select_related("worker"), pk=self.kwargs["pk"])

    @property
    def title(self):
        return f"{self.reader.worker} may read it no more"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["identity"], kwargs["by"]
        return {**kwargs, "reader": self.reader}


class Unseal(OfIdentity, ChildForm, FormView):
    form_class = UnsealForm
    title = "Ask that it is unsealed"
    intro = "Another manager has to agree. Until then it stays sealed."
    save_label = "Ask another manager"
    saved = "Asked. It stays sealed until another manager agrees."


class UnsealDecide(OfIdentity, ChildForm, FormView):
    """A second person says whether it is unsealed: never whoever asked."""

    form_class = AgreeForm
    template_name = "confidentiality/unseal.html"
    title = "Should it be unsealed who the child was born as?"
    saved = "Decided, and whoever asked is told."

    def dispatch(self, request, *args, **kwargs):
        self.child = self.get_child()
        if self.identity.asked_by == request.user:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def identity(self) -> SealedIdentity:
        return self.found(SealedIdentity.objects.waiting().filter(pk=self.kwargs["asked"]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.identity, **kwargs)
