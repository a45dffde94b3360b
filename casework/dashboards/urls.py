from django.urls import path

from casework.dashboards import clock_views, views
from casework.dashboards.first_day import views as first_day
from casework.dashboards.handover import views as handover
from casework.dashboards.plain_words import views as plain_words
from casework.dashboards.wall import views as wall

urlpatterns = [
    path("", views.home, name="home"),
    path("first-day/", first_day.MakeCouncil.as_view(), name="first-day"),
    path("first-day/steps/", first_day.Steps.as_view(), name="first-day-steps"),
    path("first-day/mail/", first_day.SendTest.as_view(), name="first-day-mail"),
    path("first-day/clocks/", first_day.Clocks.as_view(), name="first-day-clocks"),
    path("my-work/", views.MyWork.as_view(), name="my_work"),
    path("my-work/ahead/", views.WorkAhead.as_view(), name="work_ahead"),
    path("to-put-right/", views.ToPutRight.as_view(), name="to_put_right"),
    path("team/", clock_views.TeamPage.as_view(), name="team"),
    path("teams/<int:pk>/", clock_views.OneTeam.as_view(), name="one-team"),
    path("caseload-weights/", views.Weights.as_view(), name="caseload-weights"),
    path("service/", clock_views.ServicePage.as_view(), name="service"),
    path("plain-words-over-time/", plain_words.PlainWords.as_view(), name="jargon"),
    path("wall/", wall.WallPage.as_view(), name="wall"),
    path("wall/choose/", wall.ChooseNumbers.as_view(), name="wall-choose"),
    path("wall/<str:month>.pdf", wall.WallSheetFile.as_view(), name="wall-sheet"),
    path("behind/", clock_views.Behind.as_view(), name="behind"),
    path("allocate/", handover.AllocateSome.as_view(), name="allocate-some"),
    path("handover/<int:pk>/", handover.HandOver.as_view(), name="hand-over"),
    path(
        "children/<child:child>/hand-over/",
        handover.HandOverOfChild.as_view(),
        name="hand-over-child",
    ),
    path("children/<child:child>/", views.Overview.as_view(), name="child"),
]
