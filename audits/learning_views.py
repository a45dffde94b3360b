"""Learning from many audits: the themes, one question, and the audits behind a number."""

from datetime import date
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.views.generic import TemplateView

from audits import learning_told as told
from audits import measures
from audits.asked import Asked, LearningForm, this_year
from audits.learning import (
    STANDINGS,
    STRONG,
    UNGRADED,
    WAITING,
    WEAK,
    AuditsAsked,
    Spread,
    about_anyone,
    questions,
    with_standing,
)
from audits.letter import letter
from audits.models import Answer, Audit, Grade, Improvement, Score
from casework.access.lists import KeyedList, ListTools
from casework.access.roles import Permission
from casework.children.views import PermissionMixin
from casework.interface.exports import Column

WEAKEST = 10
TOGETHER = {"strong": STRONG, "weak": WEAK}


def may_learn(worker) -> bool:
    """What many audits say is for those who judge practice, and those who have it judged."""
    return worker.may(Permission.AUDIT) or worker.may(Permission.GIVE_OUT_AUDITS)


class LearningMixin(PermissionMixin):
    """Counts only the audits its reader may open."""

    permission = Permission.READ_AUDITS
    usual = staticmethod(this_year)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may_learn(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> LearningForm:
        worker = self.request.user
        return LearningForm.of(self.request.GET, worker, self.usual(worker))

    @cached_property
    def asked(self) -> Asked:
        worker = self.request.user
        return Asked.read(self.form, worker, self.usual(worker))

    @cached_property
    def of(self) -> AuditsAsked:
        return AuditsAsked(self.asked)

    def get_context_data(self, **kwargs):
        asked = self.asked
        who = [self.form.teams.get(asked.team, ""), dict(Audit.Kind.choices).get(asked.kind, "")]
        return super().get_context_data(
            asked=asked, form=self.form, who=[one for one in who if one],
            clear_url="" if asked.is_usual else self.request.path,
            may_improve=self.request.user.may(Permission.GIVE_OUT_AUDITS),
            **kwargs,
        )  # fmt: skip


COLUMNS = [
    Column("Question", lambda one: one.code),
    Column("In words", lambda one: one.asks),
    Column("About", lambda one: "Dates and boxes" if one.compliance else "Quality"),
    Column("Met or mostly met", lambda one: one.spread.tally.said),
    Column("Per cent", lambda one: one.spread.tally.share),
    *(
        Column(label, lambda one, place=place: one.answers[place]["number"])
        for place, label in enumerate(told.ANSWERS)
    ),
    Column("Children for whom it was weak before", lambda one: one.again),
    Column("Improvements under way", lambda one: len(one.improvements)),
]


class Themes(LearningMixin, ListTools, TemplateView):
    """What was found weak, the weakest first; by month, by team, and what comes back."""

    template_name = "audits/learning.html"
    list_title, columns = "Themes of audits", COLUMNS

    @cached_property
    def found(self) -> list[told.Theme]:
        return told.themes(self.of)

    def rows_to_take(self):
        return self.found

    def get_context_data(self, **kwargs):
        grades, found = self.of.grades(), self.found
        number = sum(sum(month.values()) for month in grades.values())
        quality = [one for one in found if not one.compliance]
        return super().get_context_data(
            opening=told.opening(number, found, self.asked),
            number=number,
            grades=told.grade_rows(grades, self.asked),
            grade_words=told.GRADES, answer_words=told.ANSWERS,
            weakest=quality[:WEAKEST], others=quality[WEAKEST:],
            boxes=[one for one in found if one.compliance],
            again=sorted((one for one in found if one.again), key=lambda one: -one.again),
            teams=[] if self.asked.team else told.team_rows(self.of, self.form.teams),
            trend=told.trend(self.of.months(), self.of, "Met or mostly met"),
            **kwargs,
        )  # fmt: skip


class ThemePage(LearningMixin, TemplateView):
    """One question: what good looks like, its answers, by month and team, and what is done."""

    template_name = "audits/learning_question.html"

    def get_context_data(self, **kwargs):
        worker, code = self.request.user, self.kwargs["code"]
        criterion = questions(worker.authority_id).get(code)
        if criterion is None:
            raise Http404
        spread = self.of.spreads().get(code, Spread(code))
        improvements = Improvement.objects.visible_to(worker).filter(criterion=code)
        return super().get_context_data(
            theme=told.Theme(spread, criterion, self.asked),
            answer_words=told.ANSWERS,
            improvements=improvements.select_related("owner"),
            findings=letter().about(code),
            teams=[] if self.asked.team else told.team_rows(self.of, self.form.teams, [code]),
            trend=told.trend(self.of.months([code]), self.of, "Met or mostly met"),
            **kwargs,
        )


class Behind(LearningMixin, KeyedList, TemplateView):
    """The audits behind a number, the newest first."""

    template_name = "audits/learning_behind.html"
    list_title = "Audits behind a number"
    order = ("-completed_on", "-pk")
    columns = [
        Column("Child", lambda audit: audit.child.name),
        Column("Number", lambda audit: audit.child.number),
        Column("Team", lambda audit: audit.team),
        Column("Sort of audit", lambda audit: audit.get_kind_display()),
        Column("Finished", lambda audit: audit.completed_on),
        Column("Answer", lambda audit: said_of(audit.answered)),
        Column("Grade", lambda audit: dict(STANDINGS).get(audit.standing, "")),
    ]

    @cached_property
    def code(self) -> str:
        return self.request.GET.get("question", "")[:12]

    def all_rows(self):
        answer = Score.objects.filter(audit=OuterRef("pk"), criterion=self.code, final=True)
        audits = with_standing(self.of.audits()).select_related("child__person", "team")
        audits = audits.annotate(answered=Subquery(answer.values("answer")[:1]))
        for narrow in (self.answered, self.found, self.in_month, self.graded, self.measured):
            audits = narrow(audits)
        return audits

    def answered(self, audits):
        if not self.code:
            return audits
        answer = self.request.GET.get("answer", "")
        scores = self.of.again() if self.request.GET.get("again") else self.of.scores()
        scores = scores.filter(criterion=self.code)
        if answer in Answer.values or answer in TOGETHER:
            scores = scores.filter(answer__in=TOGETHER.get(answer, [answer]))
        else:
            scores = scores.exclude(answer=Answer.NOT_APPLICABLE)
        return audits.filter(pk__in=scores.values("audit"))

    def found(self, audits):
        """Those that answer a question one finding of the letter turns on."""
        finding = letter().get(self.request.GET.get("finding", ""))
        if finding is None:
            return audits
        scores = self.of.scores().filter(criterion__in=finding.criteria)
        return audits.filter(pk__in=scores.exclude(answer=Answer.NOT_APPLICABLE).values("audit"))

    def in_month(self, audits):
        try:
            first = date.fromisoformat(f"{self.request.GET.get('month', '')}-01")
        except ValueError:
            return audits
        return audits.filter(completed_on__year=first.year, completed_on__month=first.month)

    def graded(self, audits):
        grade = self.request.GET.get("grade", "")
        if grade == "-":
            return audits.filter(standing__in=[WAITING, UNGRADED])
        return audits.filter(standing=grade) if grade in Grade.values else audits

    def measured(self, audits):
        code = self.request.GET.get("measure", "")
        if code not in measures.MEASURES:
            return audits
        counted = {"yes": True, "no": False}.get(self.request.GET.get("counted", ""))
        return measures.behind(audits, code, counted)

    def get_context_data(self, **kwargs):
        question = questions(self.request.user.authority_id).get(self.code)
        context = super().get_context_data(
            question=question and about_anyone(question), which=self.which(), **kwargs
        )
        for audit in context["object_list"]:
            audit.answer_words = said_of(audit.answered)
            audit.standing_words = dict(STANDINGS).get(audit.standing, "")
        return context

    def which(self) -> str:
        """What the audits listed have in common, in words."""
        said = self.request.GET
        measure = measures.MEASURES.get(said.get("measure", ""))
        parts = [
            {**dict(Answer.choices), "strong": "Met or mostly met", "weak": "Partly or not met"}
            .get(said.get("answer", ""), ""),
            dict(Grade.choices).get(said.get("grade", ""), ""),
            "Weak before, for the same child" if said.get("again") else "",
            measure.title if measure else "",
            finding.says if (finding := letter().get(said.get("finding", ""))) else "",
        ]  # fmt: skip
        return ". ".join(one for one in parts if one)


def said_of(answer) -> str:
    return dict(Answer.choices).get(answer, "")
