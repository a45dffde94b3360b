"""Where one is signed in, and ending it there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from casework.access.sessions.browsers import browser_of


class YourSessions(TemplateView):
    template_name = "access/accounts/sessions.html"

    def get_context_data(self, **kwargs):
        here = self.request.session.session_key
        rows = UserSession.objects.purge_and_list(self.request.user)
        sessions = [
            {"row": row, "here": row.session_key == here, "browser": browser_of(row.user_agent)}
            for row in sorted(rows, key=lambda row: row.created_at, reverse=True)
        ]
        return super().get_context_data(sessions=sessions, **kwargs)


class EndSession(View):
    """One’s own alone; of anyone else’s there is nothing here."""

    http_method_names = ["post"]

    def post(self, request, pk):
        row = get_object_or_404(UserSession, user=request.user, pk=pk)
        if row.session_key == request.session.session_key:
            return redirect("account_logout")
        row.end()
        messages.success(request, "Signed out there.")
        return redirect("your-sessions")


class EndOtherSessions(View):
    """Everywhere but here."""

    http_method_names = ["post"]

    def post(self, request):
        others = UserSession.objects.filter(user=request.user)
        for row in others.exclude(session_key=request.session.session_key):
            row.end()
        messages.success(request, "Signed out everywhere but here.")
        return redirect("your-sessions")
