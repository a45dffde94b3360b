"""A child's needs for help on their file, and what is written down of each."""

from dataclasses import replace
from typing import cast

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.interface.words import full_day
from casework.waits.ledger.forms import (
    HelpReferralForm,
    MeanwhileForm,
    NeedEndForm,
    NeedForHelpForm,
    NoServiceForm,
    ReferralStandsForm,
)
from casework.waits.ledger.lines import lines_of
from casework.waits.models import HelpReferral, NeedForHelp
from casework.waits.operations import ask_for_help
from casework.waits.sources import source_named, sources_of


class HelpNeeds(ChildPage):
    """Every need of the child: what is unmet, the longest first; then what began or ended."""

    template_name = "waits/child.html"
    page = "help-needs"
    logged_as = "the wait for help"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        lines = lines_of(NeedForHelp.objects.of_child(self.child).longest_first())
        sources = sources_of([line.need for line in lines], self.child, worker)
        lines = [replace(line, source=sources.get(line.need.pk)) for line in lines]
        return super().get_context_data(
            unmet=[line for line in lines if line.unmet],
            met=[line for line in reversed(lines) if not line.unmet],
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )


class ToHelpNeeds:
    page = "help-needs"
    logged_as = "the wait for help"

    def get_success_url(self):
        return reverse("help-needs", args=[self.child.pk])


class HelpNeedAdd(ToHelpNeeds, ChildRecordCreate):
    """A line of the ledger begins: filled in from the record whose page it began on."""

    form_class = NeedForHelpForm
    template_name = "waits/need_form.html"
    title = "A need for help"
    intro = "From now on the wait is counted, and seen at every supervision and review."
    save_label = "Save the need"

    @cached_property
    def found_in(self):
        return source_named(self.request.GET.get("from", ""), self.child, self.request.user)

    def new_record(self):
        need = super().new_record()
        if self.found_in:
            need.source_kind = self.found_in.kind.label
            need.source_number = self.found_in.record.pk
        return need

    def get_initial(self):
        if not self.found_in:
            return super().get_initial()
        return {"identified_on": self.found_in.found_on, "words": self.found_in.words}

    def get_context_data(self, **kwargs):
        return super().get_context_data(found_in=self.found_in, **kwargs)

    def get_saved_words(self):
        since = full_day(self.object.identified_on)
        return f"Saved. {self.child.first_name} waits since {since}: say whom you ask for help."


class OneNeed(ToHelpNeeds, ChildRecordUpdate):
    """One need of this child that is open."""

    def get_queryset(self):
        return super().get_queryset().filter(ended_on=None)


class HelpNeedMeanwhile(OneNeed):
    form_class = MeanwhileForm
    title = "What helps while they wait"
    saved = "Saved. It stands on the plan beside the wait."


class HelpNeedNoService(OneNeed):
    form_class = NoServiceForm
    title = "No such service exists"
    intro = "The need stays unmet, and is counted on the register of gaps for commissioners."
    save_label = "Save that there is none"
    saved = "Saved. It is counted on the register of gaps."


class HelpNeedEnd(OneNeed):
    form_class = NeedEndForm
    title = "The need ends"
    save_label = "Save the ending"
    saved = "Saved. It stays on this page, with its days."

    def get_queryset(self):
        return super().get_queryset().with_start()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "started_on": self.object.started_on}


class HelpReferralAdd(ToHelpNeeds, ChildRecordCreate):
    """Help is asked for: again where another service declined."""

    form_class = HelpReferralForm
    title = "Ask for help"
    save_label = "Save whom you asked"
    saved = "Saved. Write down here what they answer."

    @cached_property
    def need(self) -> NeedForHelp:
        open_needs = NeedForHelp.objects.of_child(self.child).open()
        need = open_needs.filter(pk=self.kwargs["need"]).first()
        if need is None:
            raise Http404
        return cast(NeedForHelp, need)

    def new_record(self):
        return HelpReferral.on_file_of(self.child, self.request.user, need=self.need)

    def done(self, form):
        ask_for_help(self.object)


class HelpReferralStands(ToHelpNeeds, ChildRecordUpdate):
    """What became of one request: one page, filled in as it goes."""

    form_class = ReferralStandsForm
    saved = "Saved."

    @property
    def title(self):
        return f"What became of it: {self.object.to_whom}"

    def get_queryset(self):
        return super().get_queryset().select_related("service", "need")
