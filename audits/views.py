"""Practice audits: the list, giving one out, and reading one."""

from django.contrib import messages
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import CreateView, TemplateView, UpdateView

from audits import grading, operations
from audits.criteria import evidence as record
from audits.criteria import texts
from audits.forms import GiveOutForm, RedateForm
from audits.learning.query import may_learn
from audits.models import Answer, Audit, Grade, Moderation
from audits.programmes.operations import keep_dates
from casework.access.list_views import ListTools
from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildPage, ChildRecordList, PermissionMixin
from casework.interface import words
from casework.interface.exports import Column
from casework.timescales.models import Deadline

SHOWN = 50
COLUMNS = [
    Column("Child", lambda audit: audit.child.name),
    Column("Number", lambda audit: audit.child.number),
    Column("Auditor", lambda audit: audit.auditor),
    Column("How chosen", lambda audit: audit.get_sampling_display()),
    Column("Finish by", lambda audit: audit.due_on),
    Column("Finished", lambda audit: audit.completed_on),
    Column("Questions answered", lambda audit: audit.answered),
    Column("Grade", lambda audit: audit.get_grade_display()),
]


def with_deadlines(audits) -> list[Audit]:
    """The audits with what the deadline table says of each. Two queries."""
    rows = list(audits)
    deadlines = Deadline.objects.filter(
        code="audit.complete", record_id__in=[audit.pk for audit in rows]
    )
    of = {deadline.record_id: deadline for deadline in deadlines.shown()}
    for audit in rows:
        audit.deadline = of.get(audit.pk)
    return rows


def audit_line(audit) -> dict:
    """An auditor's own audit as a line of work."""
    chosen = (
        f"{audit.get_sampling_display()} from {audit.chosen_from}"
        if audit.chosen_from
        else (audit.get_sampling_display())
    )
    because = f": {audit.chosen_because}" if audit.chosen_because else ""
    return {
        "children": [audit.child],
        "names": audit.child.first_name,
        "title": f"{words.capital(words.counted(audit.answered, 'questions'))} answered",
        "note": f"{audit.get_kind_display()}. {chosen}{because}",
        "first": audit.deadline,
        "action_link": {
            "label": "Continue" if audit.answered else "Start",
            "url": audit.get_absolute_url(),
        },
    }


def waiting_on(worker) -> list[dict]:
    """What others' audits ask of this worker: a second reading, a view, an answer."""
    audits = Audit.objects.shown_to(worker).order_by("due_on", "pk")
    reading = Moderation.objects.filter(audit=OuterRef("pk"), moderator=worker, done_on=None)
    answer = Moderation.objects.filter(
        ~Q(grade=F("grade_before")),
        audit=OuterRef("pk"),
        done_on__isnull=False,
        auditor_agrees=None,
    )
    to_read = Q(Exists(reading))
    to_write = Q(worker=worker, self_view=None, completed_on=None, graded=True, no_view_because="")
    to_answer = Q(Exists(answer), auditor=worker)
    asks = Case(
        When(to_read, then=Value("Moderate this audit: read the file and give your grade")),
        When(to_write, then=Value("Write your view before the audit")),
        default=Value("Say whether you agree with the moderated grade"),
    )
    asking = audits.filter(to_read | to_write | to_answer).annotate(asks=asks)[:SHOWN]
    return [
        {"child": audit.child, "says": audit.asks, "url": audit.get_absolute_url()}
        for audit in asking
    ]


def opening(audits) -> str:
    """Five audits are open, one of them late. The next is due tomorrow."""
    if not audits:
        return "No audit is open."
    noun = words.counted(len(audits), "audits").split(" ", 1)[1]
    sentence = (
        f"{words.capital(words.spelled(len(audits)))} {noun} {'is' if len(audits) == 1 else 'are'}"
    )
    late = sum(bool(audit.deadline and audit.deadline.state == "overdue") for audit in audits)
    sentence += f" open, {words.spelled(late)} of them late." if late else " open."
    today = timezone.localdate()
    following = [audit.due_on for audit in audits if audit.due_on >= today]
    return (
        f"{sentence} The next is due {words.day(following[0], today)}." if following else sentence
    )


class Audits(PermissionMixin, ListTools, TemplateView):
    """An auditor's own; all of the service for those who oversee it."""

    permission = Permission.READ_AUDITS
    template_name = "audits/audits.html"
    list_title, columns, order = "Audits", COLUMNS, ("-due_on", "-pk")

    def all_rows(self):
        audits = Audit.objects.shown_to(self.request.user).select_related(
            "child__person", "auditor"
        )
        return audits.annotate(answered=Count("scores", filter=~Q(scores__answer="")))

    def get_context_data(self, **kwargs):
        worker, audits = self.request.user, self.all_rows()
        unfinished = with_deadlines(audits.open().order_by("due_on", "pk")[:SHOWN])
        return super().get_context_data(
            unfinished=unfinished,
            lines=[audit_line(audit) for audit in unfinished],
            waiting_on_you=waiting_on(worker),
            opening=opening(unfinished),
            finished=with_deadlines(audits.finished().order_by("-completed_on", "-pk")[:20]),
            own=worker.may(Permission.AUDIT),
            may_give_out=worker.may(Permission.GIVE_OUT_AUDITS),
            may_learn=may_learn(worker),
            **kwargs,
        )


class GiveOut(PermissionMixin, CreateView):
    """Chooses a child's file and opens it to an auditor."""

    permission = Permission.GIVE_OUT_AUDITS
    form_class = GiveOutForm
    template_name = "audits/give_out.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        audit = operations.give_out(form.save(commit=False))
        drawn = f", sampled at random from {audit.chosen_from}" if audit.chosen_from else ""
        messages.success(
            self.request,
            f"{audit.auditor} will audit {audit.child.first_name}’s file{drawn}."
            " It is open to them until"
            f" {words.full_day(audit.due_on + operations.DAYS_TO_READ_ON)}.",
        )
        return redirect("audits")


class AuditsOfChild(ChildRecordList):
    permission = Permission.READ_AUDITS
    model = Audit
    template_name = "audits/of_child.html"
    page = "audits-of-child"
    logged_as = "practice audits"

    def get_queryset(self):
        return Audit.objects.shown_to(self.request.user).of_child(self.child).newest_first()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "audits": with_deadlines(context["object_list"])}


class AuditMixin:
    """One audit of one child: of those shown to this worker, or 404."""

    permission = Permission.READ_AUDITS
    page = "audits-of-child"
    logged_as = "a practice audit"

    def get_child(self):
        child = super().get_child()
        audits = Audit.objects.shown_to(self.request.user).of_child(child).with_all()
        self.audit = audits.filter(pk=self.kwargs["pk"]).first()
        if self.audit is None:
            raise Http404
        self.audit.child = child
        return child

    def get_object(self, queryset=None):
        return self.audit

    def get_context_data(self, **kwargs):
        return super().get_context_data(audit=self.audit, **kwargs)

    def get_success_url(self):
        return self.audit.get_absolute_url()


class AuditPage(AuditMixin, ChildPage):
    """The whole audit: its sections, the grade, and what will be put right."""

    template_name = "audits/audit.html"

    def get_context_data(self, **kwargs):
        scores = grading.answers_of(self.audit)
        user, audit = self.request.user, self.audit
        return super().get_context_data(
            judging=audit.auditor_id == user.pk and not audit.finished,
            sections=sections_of(audit, scores, record.pieces_of(self.child, self.request.user)),
            read_aloud=audit.finished,
            texts_of=texts.READ if texts.may_read(audit, user) else {},
            own_view=getattr(audit, "self_view", None),
            may_write_view=audit.worker_id == user.pk and not audit.finished,
            may_make_safe=bool(audit.not_safe_at) and user.may(Permission.AUTHORISE),
            may_ask=may_ask(audit, user),
            moderations=moderations_of(audit, user),
            re_audits=audit.reaudits.order_by("due_on", "pk"),
            tally=tally(scores),
            not_judged=not_judged(audit, scores),
            apart=apart(audit.criteria, scores),
            capped_by=questions_of(grading.caps(self.audit.criteria, scores), self.child),
            put_right=self.audit.corrective_actions.select_related(
                "action__owner_worker", "checker"
            ).order_by("action__due_on"),
            **kwargs,
        )


def may_ask(audit, worker) -> bool:
    """Whether another reading of a finished audit can be asked for now: one at a time."""
    finished = audit.finished and audit.graded and worker.may(Permission.GIVE_OUT_AUDITS)
    return bool(finished) and not audit.moderations.filter(done_on=None).exists()


def moderations_of(audit, worker) -> list[dict]:
    """Every reading after the auditor's own, and what this worker may do about it."""
    moderations = audit.moderations.select_related("moderator")
    return [
        {
            "moderation": moderation,
            "before": Grade(moderation.grade_before).label,
            "after": Grade(moderation.grade).label if moderation.grade else "",
            "may_moderate": moderation.done_on is None and moderation.moderator_id == worker.pk,
            "may_answer": moderation.moved
            and moderation.auditor_agrees is None
            and worker.pk == audit.auditor_id,
        }
        for moderation in moderations
    ]


def sections_of(audit, scores, pieces) -> list[dict]:
    """Each section with how far it is, its grade, and its answers for reading."""
    graded = {grade.section: grade for grade in audit.section_grades.all()}
    return [
        {
            "section": section,
            "grade": graded.get(section.key),
            "grade_words": Grade(graded[section.key].grade).label if section.key in graded else "",
            "answered": sum(bool(code in scores and scores[code].answer) for code in section.codes),
            "begun": any(code in scores for code in section.codes),
            "rows": [
                {
                    "criterion": criterion,
                    "asks": scores[criterion.code].asked or criterion.asks_about(audit.child),
                    "score": scores[criterion.code],
                    "links": record.links(scores[criterion.code].evidence, pieces),
                }
                for criterion in section.criteria
                if criterion.code in scores
            ],
        }
        for section in audit.criteria.for_child
    ]


def tally(scores) -> list[tuple[str, int]]:
    """How the answers are spread, in the order of the scale; only those given."""
    answers = [score.answer for score in scores.values()]
    counted = [(label, answers.count(value)) for value, label in Answer.choices]
    return [(label, number) for label, number in counted if number]


def not_judged(audit, scores) -> str:
    """How many of the questions the answers judge, and which sections nobody looked at."""
    questions = [code for section in audit.criteria.for_child for code in section.codes]
    judged = sum(code in scores and scores[code].answer in grading.COUNTED for code in questions)
    words = f"{judged} of {len(questions)} questions are judged."
    return f"{words} {grading.not_looked_at_words(audit, scores)}".strip()


def apart(criteria, scores) -> list[dict]:
    """Quality, and dates and boxes, each with its own count: never one for the other."""
    kinds = (("Quality", False), ("Dates and boxes", True))
    return [
        {
            "title": title,
            "met": sum(answer in grading.MET for answer in answers),
            "of": len(answers),
        }
        for title, compliance in kinds
        if (
            answers := [
                scores[criterion.code].answer
                for criterion in criteria
                if criterion.compliance == compliance
                and criterion.code in scores
                and scores[criterion.code].answer in grading.COUNTED
            ]
        )
    ]


def questions_of(criteria, child) -> list[dict]:
    return [{"code": criterion.code, "asks": criterion.asks_about(child)} for criterion in criteria]


class RedateAudit(AuditMixin, ChildForm, UpdateView):
    """Gives the auditor more time, or less; the file is open two weeks past the new day."""

    permission = Permission.GIVE_OUT_AUDITS
    form_class = RedateForm
    title = "Change the date to finish by"
    saved = "Date changed."

    def done(self, form):
        operations.open_file(self.audit)
        if self.audit.programme:
            keep_dates(self.audit.programme)
