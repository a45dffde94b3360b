"""Everything children have named, and two names that are one."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from casework.access.list_views import ListTools
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.exports import Column
from missing.findings.forms import JoinForm
from missing.findings.likeness import join, take_apart
from missing.models import Finding, Subject

SHOWN = 100


class Names(PermissionMixin, ListTools, TemplateView):
    """What children the reader may know of have named, the latest first."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/names/names.html"
    list_title = "What children have named"
    order = ("-last_on", "pk")
    columns = [
        Column("Kind", lambda subject: subject.get_kind_display()),
        Column("Name", lambda subject: subject.name),
        Column("Children", lambda subject: subject.children),
        Column("Interviews", lambda subject: subject.interviews),
        Column("Last named", lambda subject: subject.last_on),
    ]

    def all_rows(self):
        worker, asked = self.request.user, self.request.GET.get("q", "").strip()
        names = Subject.objects.standing().known_to(worker)
        if kind := self.kind:
            names = names.filter(kind=kind)
        if asked:
            findings = Finding.objects.visible_to(worker).exclude(named="")
            close = Q(named__trigram_word_similar=asked) | Q(named__icontains=asked)
            names = names.filter(pk__in=findings.filter(close).values("subject"))
        return names.order_by(*self.order)

    @property
    def kind(self) -> str:
        kind = self.request.GET.get("kind", "")
        return kind if kind in Subject.Kind.values else ""

    def get_context_data(self, **kwargs):
        names = list(self.all_rows()[:SHOWN])
        joined = Subject.objects.known_before(self.request.user, names)
        return super().get_context_data(
            lines=[{"subject": name, "joined": joined.get(name.pk, [])} for name in names],
            shown=SHOWN,
            asked=self.request.GET.get("q", ""),
            kind=self.kind,
            kinds=Subject.Kind.choices,
            **kwargs,
        )


class OfName(PermissionMixin):
    """About one name that a child the reader may know of has named."""

    permission = Permission.COORDINATE_MISSING

    @cached_property
    def subject(self) -> Subject:
        known = Subject.objects.standing().known_to(self.request.user)
        return get_object_or_404(known, pk=self.kwargs["pk"])


class NameJoin(OfName, FormView):
    """Two names that are one: nothing that was written down is changed, and it can be undone."""

    form_class = JoinForm
    template_name = "missing/names/join.html"
    success_url = reverse_lazy("missing-names")

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "subject": self.subject, "worker": self.request.user}

    def form_valid(self, form):
        other = form.cleaned_data["other"]
        join(self.subject, into=other, by=self.request.user)
        messages.success(self.request, f"“{self.subject}” is one with “{other}” from now on.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(subject=self.subject, **kwargs)


class NameApart(OfName, View):
    """They were two after all."""

    http_method_names = ["post"]

    def post(self, request, pk):
        known = Finding.objects.visible_to(request.user).values("subject_as_named")
        joined = Subject.objects.filter(
            joined_to__isnull=False, authority=request.user.authority_id
        )
        subject = get_object_or_404(joined.filter(pk__in=known), pk=pk)
        take_apart(subject)
        messages.success(request, "They are two again, each with what was said of it.")
        return redirect("missing-names")
