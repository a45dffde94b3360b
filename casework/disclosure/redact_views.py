"""Reading what would be given, and blacking out words of one record."""

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.views.generic import CreateView

from casework.children.base_views import ChildForm, ChildPage
from casework.children.shared_words import for_reader
from casework.disclosure.forms import RedactionForm
from casework.disclosure.models import Redaction
from casework.disclosure.presentation import lines_of, shown
from casework.disclosure.queries import burned_records
from casework.disclosure.reasons import by_letter
from casework.disclosure.redaction import EVERYWHERE
from casework.disclosure.third_parties import hidden_in, places_shown
from casework.disclosure.views import OneDisclosure, Pressed


class DisclosurePreview(OneDisclosure, ChildPage):
    """As it would be given: what is blacked out is not on this page either."""

    template_name = "disclosure/preview.html"

    def get_context_data(self, **kwargs):
        burned = burned_records(self.disclosure, self.request.user)
        return super().get_context_data(
            disclosure=self.disclosure, burned=shown(burned), reasons=by_letter(), **kwargs
        )


class RecordRedact(OneDisclosure, ChildForm, CreateView):
    """One picked record, its words, and what is blacked out of it."""

    form_class = RedactionForm
    template_name = "disclosure/record.html"
    title = "Black out"
    save_label = "Black it out"
    saved = "Blacked out."

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.only_while_prepared()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.only_while_prepared()
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        made = Redaction(record=self.record, made_by=self.request.user)
        hidden = hidden_in(self.disclosure, self.request.user)
        return {**super().get_form_kwargs(), "instance": made, "hidden": hidden}

    def get_context_data(self, **kwargs):
        keys = list(self.disclosure.records.in_order().values_list("pk", flat=True))
        place = keys.index(self.record.pk)
        burned = dict(burned_records(self.disclosure, self.request.user))[self.record]
        hidden = hidden_in(self.disclosure, self.request.user)
        for made in self.record.redactions.all():
            times = places_shown(made.words, self.record.text, hidden)
            made.place = times.index(made.place) + 1 if made.place in times else EVERYWHERE
            made.words = for_reader(made.words, hidden)
        return super().get_context_data(
            disclosure=self.disclosure,
            record=self.record,
            shown=shown([(self.record, burned)])[0],
            lines=lines_of(for_reader(self.record.text, hidden)),
            number=place + 1,
            of=len(keys),
            next=keys[place + 1] if place + 1 < len(keys) else None,
            **kwargs,
        )

    def get_success_url(self):
        return reverse(
            "disclosure-record", args=[self.child.pk, self.disclosure.pk, self.record.pk]
        )


class RedactionRemove(Pressed):
    done_words = "It is no longer blacked out."

    def press(self):
        self.only_while_prepared()
        removed = self.record.redactions.filter(pk=self.kwargs["redaction"]).first()
        if removed is None:
            raise Http404
        removed.delete()

    def get_success_url(self):
        return reverse(
            "disclosure-record", args=[self.child.pk, self.disclosure.pk, self.kwargs["record"]]
        )
