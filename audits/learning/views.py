"""Learning from many audits: the themes, one question, and the audits behind a number."""

from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.views.generic import TemplateView

from audits import measures
from audits.criteria.letters import letter
from audits.learning import presentation
from audits.learning.query import AuditQuery, LearningForm, may_learn, this_year
from audits.learning.themes import (
    STANDINGS,
    STRONG,
    UNGRADED,
    WAITING,
    WEAK,
    CountedAudits,
    Spread,
    about_anyone,
    questions,
    with_standing,
)
from audits.models import Answer, Audit, Grade, Improvement, Score
from casework.access.list_views import KeyedList, ListTools
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.exports import Column

WEAKEST = 10
TOGETHER = {"strong": STRONG, "weak": WEAK}


class LearningMixin(PermissionMixin):
    """Counts only the audits its reader may open."""

    permission = Permission.READ_AUDITS
    usual = staticmethod(this_year)

    @classmethod
    def opens_to(cls, worker) -> bool:
        return super().opens_to(worker) and may_learn(worker)

    @cached_property
    def form(self) -> LearningForm:
        worker = self.request.user
        return LearningForm.of(self.request.GET, worker, self.usual(worker))

    @cached_property
    def query(self) -> AuditQuery:
        worker = self.request.user
        return AuditQuery.read(self.form, worker, self.usual(worker))

    @cached_property
    def of(self) -> CountedAudits:
        return CountedAudits(self.query)

    def get_context_data(self, **kwargs):
        query = self.query
        who = [self.form.teams.get(query.team, ""), dict(Audit.Kind.choices).get(query.kind, "")]
        return super().get_context_data(
            query=query,
            form=self.form,
            who=[words for words in who if words],
            clear_url="" if query.is_usual else self.request.path,
            may_improve=self.request.user.may(Permission.GIVE_OUT_AUDITS),
            **kwargs,
        )


def answer_column(label: str, place: int) -> Column:
    return Column(label, lambda theme: theme.answers[place]["number"])


COLUMNS = [
    Column("Question", lambda theme: theme.code),
    Column("In words", lambda theme: theme.asks),
    Column("About", lambda theme: "Dates and boxes" if theme.compliance else "Quality"),
    Column("Met or mostly met", lambda theme: theme.spread.tally.in_words),
    Column("Per cent", lambda theme: theme.spread.tally.share),
    *(answer_column(label, place) for place, label in enumerate(presentation.ANSWERS)),
    Column("Children for whom it was weak before", lambda theme: theme.again),
    Column("Improvements under way", lambda theme: len(theme.improvements)),
]


class Themes(LearningMixin, ListTools, TemplateView):
    """What was found weak, the weakest first; by month, by team, and what comes back."""

    template_name = "audits/learning/themes.html"
    list_title, columns = "Themes of audits", COLUMNS

    @cached_property
    def themes(self) -> list[presentation.Theme]:
        return presentation.themes(self.of)

    def rows_to_take(self):
        return self.themes

    def get_context_data(self, **kwargs):
        grades, rows = self.of.grades(), self.themes
        number = sum(sum(month.values()) for month in grades.values())
        quality = [theme for theme in rows if not theme.compliance]
        return super().get_context_data(
            opening=presentation.opening(number, rows, self.query),
            covers=presentation.covers_words(self.of),
            number=number,
            grades=presentation.grade_rows(grades, self.query),
            grade_words=presentation.GRADES,
            answer_words=presentation.ANSWERS,
            weakest=quality[:WEAKEST],
            others=quality[WEAKEST:],
            boxes=[theme for theme in rows if theme.compliance],
            again=sorted((theme for theme in rows if theme.again), key=lambda theme: -theme.again),
            teams=[] if self.query.team else presentation.team_rows(self.of, self.form.teams),
            trend=presentation.trend(self.of.months(), self.of, "Met or mostly met"),
            **kwargs,
        )


class ThemePage(LearningMixin, TemplateView):
    """One question: what good looks like, its answers, by month and team, and what is done."""

    template_name = "audits/learning/question.html"

    def get_context_data(self, **kwargs):
        worker, code = self.request.user, self.kwargs["code"]
        criterion = questions(worker.authority_id).get(code)
        if criterion is None:
            raise Http404
        spread = self.of.spreads().get(code, Spread(code))
        improvements = Improvement.objects.visible_to(worker).filter(criterion=code)
        return super().get_context_data(
            theme=presentation.Theme(spread, criterion, self.query),
            answer_words=presentation.ANSWERS,
            improvements=improvements.select_related("owner"),
            findings=letter().about(code),
            teams=[]
            if self.query.team
            else presentation.team_rows(self.of, self.form.teams, [code]),
            trend=presentation.trend(self.of.months([code]), self.of, "Met or mostly met"),
            **kwargs,
        )


class Behind(LearningMixin, KeyedList, TemplateView):
    """The audits behind a number, the newest first."""

    template_name = "audits/learning/behind.html"
    list_title = "Audits behind a number"
    order = ("-completed_on", "-pk")
    columns = [
        Column("Child", lambda audit: audit.child.name),
        Column("Number", lambda audit: audit.child.number),
        Column("Team", lambda audit: audit.team),
        Column("Sort of audit", lambda audit: audit.get_kind_display()),
        Column("Finished", lambda audit: audit.completed_on),
        Column("Answer", lambda audit: answer_words(audit.answered)),
        Column("Grade", lambda audit: dict(STANDINGS).get(audit.standing, "")),
    ]

    @cached_property
    def code(self) -> str:
        return self.request.GET.get("question", "")[:12]

    def all_rows(self):
        answer = Score.objects.filter(audit=OuterRef("pk"), criterion=self.code, final=True)
        audits = with_standing(self.of.audits()).select_related("child__person", "team")
        audits = audits.annotate(answered=Subquery(answer.values("answer")[:1]))
        for narrow in (self.answered, self.of_finding, self.in_month, self.graded, self.measured):
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

    def of_finding(self, audits):
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
            audit.answer_words = answer_words(audit.answered)
            audit.standing_words = dict(STANDINGS).get(audit.standing, "")
        return context

    def which(self) -> str:
        """What the audits listed have in common, in words."""
        address = self.request.GET
        measure = measures.MEASURES.get(address.get("measure", ""))
        parts = [
            {
                **dict(Answer.choices),
                "strong": "Met or mostly met",
                "weak": "Partly or not met",
            }.get(address.get("answer", ""), ""),
            dict(Grade.choices).get(address.get("grade", ""), ""),
            "Weak before, for the same child" if address.get("again") else "",
            measure.title if measure else "",
            finding.says if (finding := letter().get(address.get("finding", ""))) else "",
        ]
        return ". ".join(part for part in parts if part)


def answer_words(answer) -> str:
    return dict(Answer.choices).get(answer, "")
