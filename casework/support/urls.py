from django.urls import path

from casework.support.edge_of_care import views as edge
from casework.support.effectiveness.views import EdgeFigures
from casework.support.services import views as services
from casework.support.workers import views as workers

EDGE = "children/<child:child>/edge-of-care/"
CASE = EDGE + "<int:pk>/"
SUPPORT = "children/<child:child>/family-support/"

urlpatterns = [
    path("services/", services.Services.as_view(), name="services"),
    path("services/add/", services.ServiceAdd.as_view(), name="service-add"),
    path("services/<int:pk>/", services.OneService.as_view(), name="service-record"),
    path("services/<int:pk>/change/", services.ServiceEdit.as_view(), name="service-edit"),
    path("services/<int:pk>/end/", services.ServiceEnd.as_view(), name="service-end"),
    path(EDGE, edge.EdgeOfChild.as_view(), name="edge"),
    path(EDGE + "ask/", edge.EdgeAsk.as_view(), name="edge-ask"),
    path(CASE, edge.OneCase.as_view(), name="edge-case"),
    path(CASE + "consent/", edge.EdgeConsent.as_view(), name="edge-consent"),
    path(CASE + "decide/", edge.EdgeDecide.as_view(), name="edge-decide"),
    path(CASE + "start/", edge.EdgeStart.as_view(), name="edge-start"),
    path(CASE + "plan/", edge.EdgePlan.as_view(), name="edge-plan"),
    path(CASE + "goals/add/", edge.EdgeGoalAdd.as_view(), name="edge-goal-add"),
    path(CASE + "reviews/add/", edge.EdgeReviewAdd.as_view(), name="edge-review-add"),
    path(CASE + "end/", edge.EdgeEnd.as_view(), name="edge-end"),
    path(CASE + "after/<int:months>/", edge.EdgeFollowUp.as_view(), name="edge-follow-up"),
    path(SUPPORT, workers.Support.as_view(), name="support"),
    path(SUPPORT + "add/", workers.ProgrammeAdd.as_view(), name="programme-add"),
    path(SUPPORT + "<int:pk>/end/", workers.ProgrammeEnd.as_view(), name="programme-end"),
    path(SUPPORT + "sessions/add/", workers.SessionAdd.as_view(), name="support-session-add"),
    path(SUPPORT + "sessions/<int:pk>/", workers.SessionPage.as_view(), name="support-session"),
    path("edge-of-care/figures/", EdgeFigures.as_view(), name="edge-figures"),
    path("who-could-help/", workers.FindHelp.as_view(), name="find-help"),
    path("you/skills/", workers.OwnSkills.as_view(), name="skills-own"),
    path("you/skills/<int:pk>/remove/", workers.SkillRemove.as_view(), name="skill-remove"),
]
