from django.urls import path

from casework.dashboards import child, figures, mending, work

urlpatterns = [
    path("", work.home, name="home"),
    path("my-work/", work.MyWork.as_view(), name="my_work"),
    path("my-work/ahead/", work.WorkAhead.as_view(), name="work_ahead"),
    path("to-put-right/", mending.ToPutRight.as_view(), name="to_put_right"),
    path("team/", figures.TeamPage.as_view(), name="team"),
    path("service/", figures.ServicePage.as_view(), name="service"),
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("behind/", figures.Behind.as_view(), name="behind"),
    path("children/<child:child>/", child.Overview.as_view(), name="child"),
]
