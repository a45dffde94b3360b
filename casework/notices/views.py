from django.contrib import messages
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import ListView, View

from casework.children.views import PermissionMixin
from casework.interface.words import counted
from casework.notices.kinds import Kind
from casework.notices.models import Mail, Notice
from casework.timescales.models import Deadline


class Notices(PermissionMixin, ListView):
    """What this worker was told: what is new, and the newest of what they have read."""

    template_name = "notices/notices.html"
    newest = 50

    def get_queryset(self):
        return Notice.objects.shown_to(self.request.user)

    def get_context_data(self, **kwargs):
        kind = asked_kind(self.request.GET)
        told = self.get_queryset().order_by("-recorded_at", "-pk")
        counts = dict(told.unread().order_by().values_list("kind").annotate(Count("pk")))
        told = told.filter(kind=kind) if kind else told
        now = Deadline.objects.with_state().with_lateness().with_reason()
        told = told.select_related("child__person").prefetch_related(Prefetch("deadline", now))
        unread = list(told.unread()[: self.newest])
        return super().get_context_data(
            object_list=[],
            unread=unread,
            waiting=counts.get(kind, 0) if kind else sum(counts.values()),
            read=list(told.read()[:20]),
            kind=kind,
            counts=[
                {"number": counts[each], "label": each.label, "url": f"?kind={each}"}
                for each in Kind
                if each in counts
            ],
            **kwargs,
        )


def asked_kind(asked) -> Kind | None:
    return Kind(asked["kind"]) if asked.get("kind") in Kind.values else None


class NoticeMail(PermissionMixin, ListView):
    """What one of this worker's own e-mails was about, with what is told by e-mail alone."""

    template_name = "notices/mail.html"

    def get_queryset(self):
        worker = self.request.user
        self.mail = get_object_or_404(Mail, pk=self.kwargs["pk"], worker=worker)
        now = Deadline.objects.with_state().with_lateness().with_reason()
        told = Notice.objects.visible_to(worker).to(worker).filter(sent_in=self.mail)
        told = told.select_related("child__person").prefetch_related(Prefetch("deadline", now))
        return told.order_by("-happened_at", "-pk")[:200]

    def get_context_data(self, **kwargs):
        return super().get_context_data(mail=self.mail, **kwargs)


class ReadNotice(PermissionMixin, View):
    """Marks one notice as read."""

    http_method_names = ["post"]

    def post(self, request, pk):
        notice = get_object_or_404(Notice.objects.shown_to(request.user), pk=pk)
        if notice.read_at is None:
            Notice.objects.filter(pk=notice.pk).update(read_at=timezone.now())
        return redirect("notices")


class ReadNotices(PermissionMixin, View):
    """Marks as read every notice that stood on the page, and no other."""

    http_method_names = ["post"]

    def post(self, request):
        stood = [number for number in request.POST.getlist("notice") if number.isdigit()]
        told = Notice.objects.shown_to(request.user).unread()
        read = told.filter(pk__in=stood[: Notices.newest]).update(read_at=timezone.now())
        if read:
            messages.success(request, f"{counted(read, 'notices')} marked as read.")
        return redirect("notices")
