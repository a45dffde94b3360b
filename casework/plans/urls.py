from django.urls import path

from casework.plans import views
from casework.plans.authorising import views as authorising
from casework.plans.ending import views as ending
from casework.plans.family_copy import views as family_copy_page
from casework.plans.reviews import views as reviewing
from casework.plans.visitors import views as visitors
from casework.plans.writing import views as writing

PLAN = "children/<child:child>/plan/"

urlpatterns = [
    path(PLAN, views.PlanPage.as_view(), name="plan"),
    path(f"{PLAN}add/", writing.PlanAdd.as_view(), name="plan-add"),
    path(f"{PLAN}family-copy/", family_copy_page.FamilyCopyPage.as_view(), name="plan-family-copy"),
    path(f"{PLAN}review/", reviewing.PlanReviewAdd.as_view(), name="plan-review"),
    path(f"{PLAN}oversight/", reviewing.PlanOversightAdd.as_view(), name="plan-oversight"),
    path(f"{PLAN}read/", writing.PlanReadingAdd.as_view(), name="plan-read"),
    path(f"{PLAN}family/", writing.FamilyPartEdit.as_view(), name="plan-family"),
    path(f"{PLAN}actions/add/", writing.PlanActionsAdd.as_view(), name="plan-actions-add"),
    path(f"{PLAN}needs/add/", writing.NeedAdd.as_view(), name="need-add"),
    path(f"{PLAN}needs/<int:pk>/", writing.NeedEdit.as_view(), name="need-edit"),
    path(f"{PLAN}needs/<int:pk>/copy/", writing.NeedCopy.as_view(), name="need-copy"),
    path(f"{PLAN}needs/<int:pk>/score/", writing.NeedScoreAdd.as_view(), name="need-score-add"),
    path(
        f"{PLAN}needs/<int:pk>/actions/", writing.PlanActionsAdd.as_view(), name="plan-action-add"
    ),
    path(f"{PLAN}contingencies/add/", writing.ContingencyAdd.as_view(), name="contingency-add"),
    path(
        f"{PLAN}contingencies/<int:pk>/", writing.ContingencyEdit.as_view(), name="contingency-edit"
    ),
    path(f"{PLAN}visitors/add/", visitors.PlanVisitorAdd.as_view(), name="plan-visitor-add"),
    path(f"{PLAN}visitors/<int:pk>/", visitors.PlanVisitorEnd.as_view(), name="plan-visitor-end"),
    path(f"{PLAN}<int:pk>/", views.PlanPage.as_view(), name="older-plan"),
    path(f"{PLAN}<int:pk>/words/", writing.OwnWordsEdit.as_view(), name="plan-own-words"),
    path(f"{PLAN}<int:pk>/submit/", authorising.PlanSubmit.as_view(), name="plan-submit"),
    path(f"{PLAN}<int:pk>/authorise/", authorising.PlanAuthorise.as_view(), name="plan-authorise"),
    path(f"{PLAN}<int:pk>/end/", ending.PlanEnd.as_view(), name="plan-end"),
    path(f"{PLAN}<int:pk>/goes-on/", ending.PlanSettle.as_view(), name="plan-settle"),
]
