"""The page that records a meeting: what was shared once, who came, and each child's own part."""

from casework.children.together.views import FamilyCreate
from casework.meetings.models import Meeting


class MeetingCreate(FamilyCreate):
    """Records a meeting about a child and those of their brothers and sisters who are ticked.

    ``kind`` says which meeting; ``offer_attendees`` gives the rows of who came.
    """

    kind: Meeting.Kind

    def new_record(self):
        return Meeting(
            authority=self.child.authority, kind=self.kind, held=True, recorded_by=self.request.user
        )

    def offer_attendees(self, meeting, data):
        raise NotImplementedError

    def get_attendees(self, meeting):
        if not hasattr(self, "_attendees"):
            data = self.request.POST if self.request.method == "POST" else None
            self._attendees = self.offer_attendees(meeting, data)
        return self._attendees

    def get_forms(self, form):
        return [form, self.get_attendees(form.instance), *self.get_parts()]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "attendees": self.get_attendees(context["form"].instance)}
