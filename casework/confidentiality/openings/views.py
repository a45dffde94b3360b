from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from casework.access.models import Sight
from casework.access.roles import Permission
from casework.access.sessions.banners import no_longer_open, now_open
from casework.children.base_views import ChildForm, PermissionMixin
from casework.children.models import Ask, Child
from casework.confidentiality.models import Opening
from casework.confidentiality.openings import operations
from casework.confidentiality.openings.forms import OpenForm, ReviewForm

ASKED_LATELY = timedelta(hours=1)
RING = "This file cannot be opened in this way. Ring whoever you were told to ring."


class OpenFile(PermissionMixin, FormView):
    """Opens one of the files that whoever asks was told of: said by its place in the answer to
    their own question, so that no address holds the number of a file they may not know of."""

    permission = Permission.OPEN_IN_EMERGENCY
    form_class = OpenForm
    template_name = "confidentiality/open_file.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.admits(request.user):
            raise PermissionDenied
        if self.child is None:
            raise Http404
        known = Child.objects.visible_to(request.user).filter(pk=self.child.pk)
        if known.exists():
            return redirect(self.child)
        if operations.own_family(request.user, self.child):
            messages.error(request, RING)
            return redirect("is-known")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def child(self) -> Child | None:
        """Of a question of their own, and a recent one; nothing is found for anyone else."""
        asks = Ask.objects.of_worker(self.request.user).filter(
            at__gte=timezone.now() - ASKED_LATELY
        )
        files = get_object_or_404(asks, pk=self.kwargs["ask"]).files
        number = files[self.kwargs["place"]] if self.kwargs["place"] < len(files) else 0
        authority = self.request.user.authority_id
        return Child.objects.filter(pk=number, authority=authority).with_person().first()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "by": self.request.user}

    def get_context_data(self, **kwargs):
        with_reason = self.request.user.authority.sight == Sight.REASON
        return super().get_context_data(
            for_a_day=with_reason and not self.child.restricted,
            minutes=settings.EMERGENCY_MINUTES,
            **kwargs,
        )

    def form_valid(self, form):
        opening = form.save()
        if opening.kind == Opening.Kind.EMERGENCY:
            closes = reverse("file-opening-close", args=[opening.pk])
            now_open(self.request, opening.child.get_absolute_url(), closes, opening.ended_at)
        return redirect(opening.child)


class CloseFile(View):
    """Done before the time is over. Of one's own alone."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mine = Opening.objects.filter(recorded_by=request.user).select_related("grant", "child")
        operations.close_file(get_object_or_404(mine, pk=pk))
        no_longer_open(request)
        messages.success(request, "The file is closed again.")
        return redirect("/")


class ReviewOpening(ChildForm, FormView):
    """A manager who may know of the child looks at it: neither whoever opened it, nor one whose own
    way in is that they opened it too, or two could look at each other's."""

    form_class = ReviewForm
    permission = Permission.DECIDE
    template_name = "confidentiality/review_opening.html"
    title = "A file opened in an emergency"
    save_label = "It was looked at"
    saved = "Saved. Whoever may open the file reads what you found."
    logged_as = "who may open the file"

    def dispatch(self, request, *args, **kwargs):
        self.child = self.get_child()
        if self.opened.recorded_by_id == request.user.pk:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def opened(self) -> Opening:
        waiting = Opening.objects.not_reviewed().of_child(self.child).with_people()
        opening = get_object_or_404(waiting, pk=self.kwargs["pk"])
        opening.child = self.child
        return opening

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "opening": self.opened, "by": self.request.user}

    def get_context_data(self, **kwargs):
        looks = self.child.looks.filter(
            worker=self.opened.recorded_by,
            at__gte=self.opened.opened_at,
            at__lte=self.opened.ended_at,
        )
        return super().get_context_data(
            opening=self.opened, looks=looks.order_by("at")[:100], **kwargs
        )

    def get_success_url(self):
        return reverse("restriction", args=[self.child.pk])
