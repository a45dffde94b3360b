"""How a child takes part: in which meetings, in what way, and with whose help."""

from django.urls import reverse

from casework.access.roles import Permission
from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.children.extensions.mistakes import put_right_here
from casework.voice.models import Advocate, HowChildTells
from casework.voice.taking_part.forms import AdvocateForm, HowChildTellsForm
from casework.voice.taking_part.meetings import parts_of

MOST = 40


class TakingPart(ChildPage):
    """Every meeting about the child in one view, and everyone offered to speak up for them."""

    template_name = "voice/taking_part.html"
    page, reads_at = "voice", "voice-taking-part"
    logged_as = "how the child took part"

    def get_context_data(self, **kwargs):
        child, worker = self.child, self.request.user
        parts = parts_of(child, worker, most=MOST)
        held = [part for part in parts if part.meeting.held]
        context = super().get_context_data(
            parts=parts,
            held=len(held),
            heard=sum(part.heard for part in held),
            advocates=Advocate.objects.of_child(child).newest_first(),
            tellings=HowChildTells.objects.of_child(child).newest_first()[:10],
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )
        return context | {"put_right_here": put_right_here(worker, child, self.reads_at, ())}


class ToTakingPart:
    logged_as = "how the child took part"

    def get_success_url(self):
        return reverse("voice-taking-part", args=[self.child.pk])


class HowChildTellsAdd(ToTakingPart, ChildRecordCreate):
    form_class = HowChildTellsForm

    @property
    def title(self):
        return f"How {self.child.first_name} tells people things"


class AdvocateAdd(ToTakingPart, ChildRecordCreate):
    form_class = AdvocateForm
    title = "An advocate or independent visitor"
    intro = (
        "Write down that it was offered on the day it was. Add the answer, and who it is, when you"
        " know."
    )


class AdvocateChange(ToTakingPart, ChildRecordUpdate):
    form_class = AdvocateForm
    title = "An advocate or independent visitor"

    def get_queryset(self):
        return Advocate.objects.of_child(self.child)
