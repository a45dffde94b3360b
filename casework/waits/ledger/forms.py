"""What is written of a wait: the need, each request for help, what helps meanwhile, its end."""

from django.utils import timezone

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Radios, Textarea
from casework.support.models import Service
from casework.timescales.preview_views import StartsClocks
from casework.waits.models import HelpReferral, NeedForHelp


class WaitForm(ConstraintErrorsMixin, RecordForm):
    """``days`` are the fields that cannot be in the future, each with its name in a complaint."""

    days: dict[str, str] = {}
    asked: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, named in self.days.items():
            self.fields[name].past = True
            self.fields[name].named = named
        for name in self.asked:
            self.fields[name].required = True


class NeedForHelpForm(StartsClocks, WaitForm):
    """The need in one press: what it is, since when, and what helps until help starts."""

    starts = {"identified_on": ("therapy.request_to_start",)}
    days = {"identified_on": "day it was found", "meanwhile_from": "day it began"}
    beside = {
        "help_meanwhile_has_its_day": "meanwhile_from",
        "help_meanwhile_after_found": "meanwhile_from",
    }

    class Meta(RecordForm.Meta):
        model = NeedForHelp
        fields = ["need", "words", "identified_on", "meanwhile", "meanwhile_from"]
        widgets = {"words": Textarea(rows=4), "meanwhile": Textarea(rows=3)}
        labels = {
            "need": "What is the need?",
            "words": "What does it look like for this child?",
            "identified_on": "On which day was it found?",
            "meanwhile": "What helps the child while they wait?",
            "meanwhile_from": "Since when?",
        }
        help_texts = {
            "words": "In a sentence or two, so that whoever is asked for help understands",
            "identified_on": "The wait is counted from this day, whenever help was asked for",
            "meanwhile": "Who does what, and how often. Leave it empty until there is something",
        }


class MeanwhileForm(WaitForm):
    days = {"meanwhile_from": "day it began"}
    asked = ("meanwhile", "meanwhile_from")
    beside = {"help_meanwhile_after_found": "meanwhile_from"}

    class Meta(RecordForm.Meta):
        model = NeedForHelp
        fields = ["meanwhile", "meanwhile_from"]
        widgets = {"meanwhile": Textarea(rows=4)}
        labels = {
            "meanwhile": "What helps the child while they wait?",
            "meanwhile_from": "Since when?",
        }
        help_texts = {"meanwhile": "Who does what, and how often"}


class NoServiceForm(WaitForm):
    """Asked everywhere, and there is nobody: an answer for this child, and a number for those who
    could buy it."""

    days = {"no_service_on": "day it was found"}
    asked = ("no_service_on", "no_service_because")
    beside = {
        "help_no_service_after_found": "no_service_on",
        "help_no_service_says_who_was_asked": "no_service_because",
    }

    class Meta(RecordForm.Meta):
        model = NeedForHelp
        fields = ["no_service_on", "no_service_because"]
        widgets = {"no_service_because": Textarea(rows=4)}
        labels = {
            "no_service_on": "On which day did you know?",
            "no_service_because": "What did you look for, and whom did you ask?",
        }

    def save(self, commit=True):
        self.instance.service_found_on = None
        return super().save(commit)


class NeedEndForm(WaitForm):
    days = {"ended_on": "day it ended"}
    asked = ("ended_on", "ended_because", "ended_words")
    beside = {"help_need_ends_after_found": "ended_on", "help_need_end_has_its_reason": "ended_on"}

    class Meta(RecordForm.Meta):
        model = NeedForHelp
        fields = ["ended_because", "ended_on", "ended_words"]
        widgets = {"ended_because": Radios, "ended_words": Textarea(rows=4)}
        labels = {
            "ended_because": "Why does it end?",
            "ended_on": "On which day?",
            "ended_words": "What is different for the child, or what stands in its place?",
        }

    def __init__(self, *args, started_on, **kwargs):
        super().__init__(*args, **kwargs)
        kinds, ended = NeedForHelp.Ended, self.fields["ended_because"]
        never = {kinds.GAVE_UP, kinds.REFUSED} if started_on else {kinds.HELPED}
        ended.choices = [(value, words) for value, words in kinds.choices if value not in never]
        self.initial["ended_on"] = self.initial.get("ended_on") or timezone.localdate()


class HelpReferralForm(WaitForm):
    """Help is asked for: of one service of the directory, or of another by its name."""

    days = {"referred_on": "day it was asked for"}
    beside = {"help_referral_to_one_service": "service"}

    class Meta(RecordForm.Meta):
        model = HelpReferral
        fields = ["service", "provider", "referred_on"]
        labels = {
            "service": "Which service is asked?",
            "provider": "Or another, by its name",
            "referred_on": "On which day was it asked?",
        }
        help_texts = {"provider": "One that does not stand in the list"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        need = self.instance.need
        offered = Service.objects.of(need.authority_id).active()
        self.fields["service"].queryset = offered.by_name()
        self.fields["service"].choices = choices_of(offered, need)
        self.initial["referred_on"] = self.initial.get("referred_on") or timezone.localdate()


def choices_of(services, need) -> list:
    """Those that answer this need first."""
    answering = services.answering(need.need).by_name()
    others = services.exclude(pk__in=answering.values("pk")).by_name()
    groups = (("They answer this need", answering), ("Other services", others))
    named = [
        (words, [(row.pk, f"{row}, {row.provider}" if row.provider else str(row)) for row in rows])
        for words, rows in groups
    ]
    return [
        ("", "Choose, or write a name below"),
        *((words, rows) for words, rows in named if rows),
    ]


class ReferralStandsForm(WaitForm):
    """Where a request stands: what they answered, offered and began, and how it ended."""

    days = {
        "answered_on": "day they answered",
        "first_session_on": "day of the first session",
        "ended_on": "day it ended",
    }
    beside = {
        "help_referral_answer_has_its_day": "answered_on",
        "help_referral_declined_says_why": "declined_because",
        "help_referral_answered_after_asked": "answered_on",
        "help_referral_offered_after_asked": "offered_on",
        "help_referral_starts_after_offered": "first_session_on",
        "help_referral_declined_never_starts": "first_session_on",
        "help_referral_sessions_after_first": "sessions",
        "help_referral_end_says_its_effect": "effect",
        "help_referral_ends_after_start": "ended_on",
    }

    class Meta(RecordForm.Meta):
        model = HelpReferral
        fields = [
            "answer",
            "answered_on",
            "declined_because",
            "answer_words",
            "offered_on",
            "first_session_on",
            "sessions",
            "ended_on",
            "ended_because",
            "effect",
            "effect_words",
        ]
        widgets = {
            "answer": Radios(reveals={"declined": "declined_because"}),
            "answer_words": Textarea(rows=3),
            "effect_words": Textarea(rows=4),
        }
        labels = {
            "answer": "What did they answer?",
            "answered_on": "On which day did they answer?",
            "declined_because": "Why did they decline?",
            "answer_words": "In their words",
            "offered_on": "Which day is the first appointment they offered?",
            "first_session_on": "On which day was the first session?",
            "sessions": "How many sessions so far?",
            "ended_on": "On which day did it end?",
            "ended_because": "Why did it end?",
            "effect": "How are things for the child now?",
            "effect_words": "What did it change for the child?",
        }
        help_texts = {
            "offered_on": "It may be a day to come",
            "ended_on": "Leave this and what follows empty while it goes on",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "No answer yet"), *HelpReferral.Answer.choices]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") != HelpReferral.Answer.DECLINED:
            cleaned["declined_because"] = ""
        return cleaned
