from django.urls import path

from casework.dashboards import behind, caseload, child, mending, team, work

urlpatterns = [
    path("", work.home, name="home"),
    path("my-work/", work.MyWork.as_view(), name="my_work"),
    path("my-work/ahead/", work.WorkAhead.as_view(), name="work_ahead"),
    path("to-put-right/", mending.ToPutRight.as_view(), name="to_put_right"),
    path("team/", team.TeamPage.as_view(), name="team"),
    path("teams/<int:pk>/", team.OneTeam.as_view(), name="one-team"),
    path("caseload-weights/", caseload.Weights.as_view(), name="caseload-weights"),
    path("service/", team.ServicePage.as_view(), name="service"),
    path("behind/", behind.Behind.as_view(), name="behind"),
    path("children/<child:child>/", child.Overview.as_view(), name="child"),
]
