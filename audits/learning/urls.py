"""Learning from many audits, and what is done about it: not about one child, so apart."""

from django.urls import path

from audits.improvements import views as improving_views
from audits.learning import views as learning_views
from audits.reports import views as evaluating_views

IMPROVEMENTS = "learning/improvements/"

urlpatterns = [
    path("self-evaluation/", evaluating_views.SelfEvaluationPage.as_view(), name="self-evaluation"),
    path("learning/", learning_views.Themes.as_view(), name="themes"),
    path("learning/behind/", learning_views.Behind.as_view(), name="themes-behind"),
    path("learning/questions/<str:code>/", learning_views.ThemePage.as_view(), name="theme"),
    path("learning/report/", evaluating_views.ReportPage.as_view(), name="learning-report"),
    path(IMPROVEMENTS, improving_views.Improvements.as_view(), name="improvements"),
    path(f"{IMPROVEMENTS}add/", improving_views.ImprovementAdd.as_view(), name="improvement-add"),
    path(f"{IMPROVEMENTS}<int:pk>/", improving_views.ImprovementPage.as_view(), name="improvement"),
    path(
        f"{IMPROVEMENTS}<int:pk>/change/",
        improving_views.ImprovementChange.as_view(),
        name="improvement-change",
    ),
    path(
        f"{IMPROVEMENTS}<int:pk>/done/",
        improving_views.ImprovementDone.as_view(),
        name="improvement-done",
    ),
]
