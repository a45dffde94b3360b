from django.urls import path

from audits import views
from audits.inspections import views as inspections
from audits.judging import moderation_views as moderating
from audits.judging import participant_views as taking_part_views
from audits.judging import views as judging
from audits.programmes import views as programmes
from audits.questions import views as questions

ONE = "children/<child:child>/audits/<int:pk>/"
PROGRAMME = "programmes/<int:pk>/"

urlpatterns = [
    path("audits/", views.Audits.as_view(), name="audits"),
    path("audits/give/", views.GiveOut.as_view(), name="audit-give"),
    path("inspections/", inspections.Inspections.as_view(), name="inspections"),
    path("inspections/close/", inspections.CloseSample.as_view(), name="inspection-close"),
    path("criteria/", questions.Criteria.as_view(), name="criteria"),
    path("criteria/add/", questions.AddCriterion.as_view(), name="criterion-add"),
    path("criteria/<str:code>/", questions.CriterionPage.as_view(), name="criterion"),
    path(
        "criteria/<str:code>/change/", questions.ChangeCriterion.as_view(), name="criterion-change"
    ),
    path("criteria/<str:code>/end/", questions.EndCriterion.as_view(), name="criterion-end"),
    path("programmes/", programmes.Programmes.as_view(), name="programmes"),
    path("programmes/add/", programmes.AddProgramme.as_view(), name="programme-add"),
    path(PROGRAMME, programmes.ProgrammePage.as_view(), name="programme"),
    path(f"{PROGRAMME}change/", programmes.ChangeProgramme.as_view(), name="programme-change"),
    path(f"{PROGRAMME}draw/", programmes.DrawSample.as_view(), name="programme-draw"),
    path(
        f"{PROGRAMME}results/", programmes.ProgrammeResultsPage.as_view(), name="programme-results"
    ),
    path(f"{PROGRAMME}proof/", programmes.Proof.as_view(), name="programme-proof"),
    path(
        f"{PROGRAMME}audits/<int:audit>/auditor/",
        programmes.ChangeAuditor.as_view(),
        name="programme-auditor",
    ),
    path("children/<child:child>/audits/", views.AuditsOfChild.as_view(), name="audits-of-child"),
    path(ONE, views.AuditPage.as_view(), name="audit"),
    path(f"{ONE}grade/", judging.GradeAudit.as_view(), name="audit-grade"),
    path(f"{ONE}not-safe/", judging.AuditNotSafe.as_view(), name="audit-not-safe"),
    path(f"{ONE}redate/", views.RedateAudit.as_view(), name="audit-redate"),
    path(f"{ONE}complete/", judging.FinishAudit.as_view(), name="audit-complete"),
    path(f"{ONE}actions/add/", judging.PutRight.as_view(), name="audit-action-add"),
    path(
        f"{ONE}actions/<int:action>/check/",
        judging.CheckAction.as_view(),
        name="audit-action-check",
    ),
    path(f"{ONE}view/", taking_part_views.WriteView.as_view(), name="audit-view"),
    path(f"{ONE}talks/", taking_part_views.Talks.as_view(), name="audit-talks"),
    path(f"{ONE}made-safe/", taking_part_views.MadeSafe.as_view(), name="audit-made-safe"),
    path(f"{ONE}moderate/", moderating.AskModeration.as_view(), name="audit-moderation-ask"),
    path(f"{ONE}moderate/<int:moderation>/", moderating.Moderate.as_view(), name="audit-moderate"),
    path(
        f"{ONE}moderate/<int:moderation>/answer/",
        moderating.AnswerModeration.as_view(),
        name="audit-moderation-answer",
    ),
    path(f"{ONE}sections/<slug:key>/", judging.AuditSection.as_view(), name="audit-section"),
    path(
        f"{ONE}sections/<slug:key>/texts/",
        judging.SectionTexts.as_view(),
        name="audit-section-texts",
    ),
]
