"""Make your council, and what is left to do before people sign in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView, View

from casework.access.people_views import AdministerMixin
from casework.dashboards.first_day.forms import CouncilForm
from casework.dashboards.first_day.operations import (
    AlreadyMade,
    local_clocks,
    make_council,
    no_council_yet,
    send_test,
    steps,
)
from casework.dashboards.models import FirstDay
from casework.timescales.models import Target

BACKEND = "casework.access.backends.WorksHere"


@method_decorator(login_not_required, name="dispatch")
class MakeCouncil(FormView):
    """Open until there is a council, to whoever has the code of the server or looks after the
    whole system (``createsuperuser``). From then on it leads to signing in."""

    form_class = CouncilForm
    template_name = "dashboards/first_day/council.html"

    def dispatch(self, request, *args, **kwargs):
        if not no_council_yet():
            return redirect("first-day-steps")
        if request.user.is_authenticated and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def by(self):
        return self.request.user if self.request.user.is_authenticated else None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.by}

    def form_valid(self, form):
        data, by = form.cleaned_data, self.by
        try:
            worker = make_council(
                name=data["name"],
                la_code=data["la_code"],
                teams=data["teams"],
                administrator=form.administrator(data),
                password=data["password"],
                by=by,
            )
        except AlreadyMade:
            return redirect("first-day-steps")
        if by is None:
            login(self.request, worker, backend=BACKEND)
        messages.success(self.request, f"{worker.authority} is made. {worker} looks after it.")
        return redirect("first-day-steps")


class Steps(AdministerMixin, TemplateView):
    """What is done and what is not, before the others sign in."""

    template_name = "dashboards/first_day/steps.html"

    def test_func(self):
        if self.request.user.authority_id is None:
            raise Http404
        return super().test_func()

    def get_context_data(self, **kwargs):
        listed = steps(self.request.user.authority)
        return super().get_context_data(
            steps=listed,
            left=sum(not step.done for step in listed),
            sends_mail=settings.SENDS_MAIL,
            **kwargs,
        )


class SendTest(AdministerMixin, View):
    """A test to the administrator's own address: nobody else can be written to from here."""

    http_method_names = ["post"]

    def post(self, request):
        worker = request.user
        if not worker.email:
            problem = "Your account has no e-mail address"
        elif not settings.SENDS_MAIL:
            problem = "No way of sending e-mail is named yet"
        else:
            problem = send_test(worker)
        if problem:
            messages.error(request, problem)
        else:
            messages.success(request, f"Sent to {worker.email}. Look whether it arrives.")
        return redirect("first-day-steps")


class Clocks(AdministerMixin, TemplateView):
    """The limits that have no national number: the council's own to choose, and to stand by."""

    template_name = "dashboards/first_day/clocks.html"

    def get_context_data(self, **kwargs):
        own = Target.objects.of(self.request.user.authority).in_force()
        return super().get_context_data(
            rules=[{"rule": rule, "own": own.get(rule.code)} for rule in local_clocks()],
            day=FirstDay.of(self.request.user.authority),
            **kwargs,
        )

    def post(self, request):
        FirstDay.objects.update_or_create(
            authority=request.user.authority,
            defaults={"clocks_confirmed_at": timezone.now(), "clocks_confirmed_by": request.user},
            create_defaults={
                "made_at": timezone.now(),
                "clocks_confirmed_at": timezone.now(),
                "clocks_confirmed_by": request.user,
            },
        )
        messages.success(request, "Confirmed. You can change any of them on *Timescales*.")
        return redirect("first-day-steps")
