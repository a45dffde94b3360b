from django.urls import path

from audits import judging, moderating, taking_part_views, views

ONE = "children/<child:child>/audits/<int:pk>/"

urlpatterns = [
    path("audits/", views.Audits.as_view(), name="audits"),
    path("audits/give/", views.GiveOut.as_view(), name="audit-give"),
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
]
