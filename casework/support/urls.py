from django.urls import path

from casework.support.edge_of_care import views as edge
from casework.support.effectiveness.views import EdgeFigures
from casework.support.groups import file_views as own_groups
from casework.support.groups import views as groups
from casework.support.services import views as services
from casework.support.workers import views as workers

EDGE = "children/<child:child>/edge-of-care/"
CASE = EDGE + "<int:pk>/"
SUPPORT = "children/<child:child>/family-support/"
GROUP = "groups/<int:pk>/"
SESSION = GROUP + "days/<int:session>/"
OWN = "children/<child:child>/groups/"
BREAKS = "children/<child:child>/short-breaks/"

urlpatterns = [
    path("services/", services.Services.as_view(), name="services"),
    path("services/add/", services.ServiceAdd.as_view(), name="service-add"),
    path("services/<int:pk>/", services.OneService.as_view(), name="service-record"),
    path("services/<int:pk>/change/", services.ServiceEdit.as_view(), name="service-edit"),
    path("services/<int:pk>/end/", services.ServiceEnd.as_view(), name="service-end"),
    path("groups/", groups.Groups.as_view(), name="support-groups"),
    path("groups/add/", groups.GroupAdd.as_view(), name="support-group-add"),
    path(GROUP, groups.OneGroup.as_view(), name="support-group"),
    path(GROUP + "change/", groups.GroupEdit.as_view(), name="support-group-edit"),
    path(GROUP + "end/", groups.GroupEnd.as_view(), name="support-group-end"),
    path(GROUP + "days/", groups.GroupPlan.as_view(), name="support-group-days"),
    path(SESSION, groups.Register.as_view(), name="support-group-session"),
    path(SESSION + "change/", groups.GroupDayEdit.as_view(), name="support-group-session-edit"),
    path(OWN, own_groups.GroupsOfChild.as_view(), name="groups-of-child"),
    path(OWN + "add/", own_groups.PlaceAdd.as_view(), name="group-place-add"),
    path(OWN + "<int:pk>/end/", own_groups.PlaceEnd.as_view(), name="group-place-end"),
    path(BREAKS + "add/", own_groups.ShortBreakAdd.as_view(), name="short-break-add"),
    path(BREAKS + "<int:pk>/", own_groups.ShortBreakChange.as_view(), name="short-break"),
    path(EDGE, edge.EdgeOfChild.as_view(), name="edge"),
    path(EDGE + "ask/", edge.EdgeAsk.as_view(), name="edge-ask"),
    path(CASE, edge.OneCase.as_view(), name="edge-case"),
    path(CASE + "consent/", edge.EdgeConsent.as_view(), name="edge-consent"),
    path(CASE + "questions/", edge.EdgeAnswers.as_view(), name="edge-answers"),
    path(CASE + "decide/", edge.EdgeDecide.as_view(), name="edge-decide"),
    path(CASE + "start/", edge.EdgeStart.as_view(), name="edge-start"),
    path(CASE + "plan/", edge.EdgePlan.as_view(), name="edge-plan"),
    path(CASE + "goals/add/", edge.EdgeGoalAdd.as_view(), name="edge-goal-add"),
    path(CASE + "reviews/add/", edge.EdgeReviewAdd.as_view(), name="edge-review-add"),
    path(CASE + "end/", edge.EdgeEnd.as_view(), name="edge-end"),
    path(CASE + "after/<int:months>/", edge.EdgeFollowUp.as_view(), name="edge-follow-up"),
    path(SUPPORT, workers.Support.as_view(), name="support"),
    path(SUPPORT + "add/", workers.ProgrammeAdd.as_view(), name="support-programme-add"),
    path(SUPPORT + "<int:pk>/end/", workers.ProgrammeEnd.as_view(), name="support-programme-end"),
    path(SUPPORT + "sessions/add/", workers.SessionAdd.as_view(), name="support-session-add"),
    path(SUPPORT + "sessions/<int:pk>/", workers.SessionPage.as_view(), name="support-session"),
    path("edge-of-care/figures/", EdgeFigures.as_view(), name="edge-figures"),
    path("who-could-help/", workers.FindHelp.as_view(), name="find-help"),
    path("you/sessions/", workers.OwnSessions.as_view(), name="sessions-own"),
    path("you/skills/", workers.OwnSkills.as_view(), name="skills-own"),
    path("you/skills/<int:pk>/remove/", workers.SkillRemove.as_view(), name="skill-remove"),
]
