"""Looks that somebody should ask about, and where a worker says that they live."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, UpdateView

from casework.access.list_views import KeyedList
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.models import Child, FileAccess
from casework.children.saving.conflicts import hold
from casework.governance.forms import CloseForm, HomeForm
from casework.governance.models import Home, LookReview
from casework.governance.operations import close_review
from casework.governance.rules import day_of
from casework.interface.exports import Column

LOOKS_SHOWN = 100


class LookReviews(PermissionMixin, KeyedList, TemplateView):
    """Open ones first asked for; those that were closed on request."""

    permission = Permission.SUPERVISE
    template_name = "governance/look_reviews.html"
    list_title = "Unusual looks"
    order = ("-day", "-pk")
    columns = [
        Column("Day", lambda review: review.day),
        Column("Who looked", lambda review: review.worker),
        Column("What was unusual", lambda review: review.get_rule_display()),
        Column("Files", lambda review: len(review.children)),
        Column("Found", lambda review: review.get_found_display()),
    ]

    @property
    def closed(self) -> bool:
        return self.request.GET.get("which") == "closed"

    def all_rows(self):
        rows = LookReview.objects.for_reviewer(self.request.user)
        rows = rows.exclude(closed_at=None) if self.closed else rows.open()
        return rows.select_related("worker", "closed_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(closed=self.closed, **kwargs)


class LookReviewPage(PermissionMixin, FormView):
    """One proposal: what the rule says, the looks themselves, and what was found."""

    permission = Permission.SUPERVISE
    template_name = "governance/look_review.html"
    form_class = CloseForm

    @cached_property
    def review(self) -> LookReview:
        mine = LookReview.objects.for_reviewer(self.request.user)
        return get_object_or_404(mine.select_related("worker", "closed_by"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        review = self.review
        known = Child.objects.visible_to(self.request.user).with_person()
        children = known.in_bulk(review.children)
        first, end = day_of(review.day)
        looks = FileAccess.objects.filter(
            worker=review.worker_id, child__in=list(children), at__gte=first, at__lt=end
        )
        shown = list(looks.order_by("at").defer("children", "files")[:LOOKS_SHOWN])
        lines = [(look, children[look.child_id]) for look in shown]
        return super().get_context_data(
            review=review,
            lines=lines,
            most=LOOKS_SHOWN,
            unknown=len(review.children) - len(children),
            **kwargs,
        )

    def form_valid(self, form):
        review = hold(self.review)
        if review.closed_at:
            messages.info(self.request, "Somebody closed this already.")
            return redirect(review)
        close_review(review, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Closed, with what you found.")
        return redirect("look-reviews")


class YourHome(PermissionMixin, UpdateView):
    """A worker says where they live, so that a look at a neighbour is asked about."""

    template_name = "governance/home.html"
    form_class = HomeForm

    def get_object(self, queryset=None):
        if not self.request.user.pk:
            raise Http404
        return Home.objects.filter(worker=self.request.user).first() or Home(
            worker=self.request.user
        )

    def get_success_url(self):
        messages.success(self.request, "Saved. Only the rules read it.")
        return reverse("you")
