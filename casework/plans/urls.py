from django.urls import path

from casework.plans import views

PLAN = "children/<child:child>/plan/"

urlpatterns = [
    path(PLAN, views.PlanPage.as_view(), name="plan"),
    path(f"{PLAN}add/", views.PlanAdd.as_view(), name="plan-add"),
    path(f"{PLAN}family-copy/", views.FamilyCopy.as_view(), name="plan-family-copy"),
    path(f"{PLAN}needs/add/", views.NeedAdd.as_view(), name="need-add"),
    path(f"{PLAN}needs/<int:pk>/", views.NeedEdit.as_view(), name="need-edit"),
    path(f"{PLAN}needs/<int:pk>/score/", views.NeedScoreAdd.as_view(), name="need-score-add"),
    path(f"{PLAN}needs/<int:pk>/action/", views.PlanActionAdd.as_view(), name="plan-action-add"),
    path(f"{PLAN}contingencies/add/", views.ContingencyAdd.as_view(), name="contingency-add"),
    path(f"{PLAN}<int:pk>/", views.PlanPage.as_view(), name="older-plan"),
    path(f"{PLAN}<int:pk>/shared/", views.PlanShared.as_view(), name="plan-shared"),
    path(f"{PLAN}<int:pk>/submit/", views.PlanSubmit.as_view(), name="plan-submit"),
    path(f"{PLAN}<int:pk>/authorise/", views.PlanAuthorise.as_view(), name="plan-authorise"),
    path(f"{PLAN}<int:pk>/end/", views.PlanEnd.as_view(), name="plan-end"),
]
