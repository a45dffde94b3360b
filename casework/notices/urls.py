from django.urls import path

from casework.notices import administering, views

urlpatterns = [
    path("notices/", views.Notices.as_view(), name="notices"),
    path("notices/read/", views.ReadNotices.as_view(), name="notices-read"),
    path("notices/<int:pk>/read/", views.ReadNotice.as_view(), name="notice-read"),
    path("notices/rules/", administering.NoticeRules.as_view(), name="notice-rules"),
    path(
        "notices/rules/late/<str:code>/",
        administering.SetLateRule.as_view(),
        name="late-rule-set",
    ),
]
