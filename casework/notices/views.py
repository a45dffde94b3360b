from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import ListView, View

from casework.children.views import PermissionMixin
from casework.interface.words import counted
from casework.notices.models import Mail, Notice
from casework.timescales.models import Deadline


class Notices(PermissionMixin, ListView):
    """What this worker was told: what is new, and the newest of what they have read."""

    template_name = "notices/notices.html"
    newest = 50

    def get_queryset(self):
        return Notice.objects.shown_to(self.request.user)

    def get_context_data(self, **kwargs):
        told = self.get_queryset().order_by("-recorded_at", "-pk")
        now = Deadline.objects.with_state().with_lateness()
        told = told.select_related("child__person").prefetch_related(Prefetch("deadline", now))
        unread = list(told.unread()[: self.newest])
        return super().get_context_data(
            object_list=[],
            unread=unread,
            newest_told=max((notice.pk for notice in unread), default=0),
            read=list(told.read()[:20]),
            **kwargs,
        )


class NoticeMail(PermissionMixin, ListView):
    """What one of this worker's own e-mails was about, with what is told by e-mail alone."""

    template_name = "notices/mail.html"

    def get_queryset(self):
        worker = self.request.user
        self.mail = get_object_or_404(Mail, pk=self.kwargs["pk"], worker=worker)
        now = Deadline.objects.with_state().with_lateness()
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
    """Marks as read every notice that stood on the page, and none that came since."""

    http_method_names = ["post"]

    def post(self, request):
        newest = request.POST.get("newest", "")
        told = Notice.objects.shown_to(request.user).unread()
        if newest.isdigit():
            read = told.filter(pk__lte=newest).update(read_at=timezone.now())
            messages.success(request, f"{counted(read, 'notices')} marked as read.")
        return redirect("notices")
