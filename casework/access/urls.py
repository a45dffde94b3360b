from django.urls import path

from casework.access import list_views, people_views, views
from casework.access.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("you/", views.You.as_view(), name="you"),
    path("lists/keep/", list_views.KeepList.as_view(), name="list-keep"),
    path("lists/<int:pk>/forget/", list_views.ForgetList.as_view(), name="list-forget"),
    path("who-can-see/", views.WhoCanSee.as_view(), name="who_can_see"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("runs/", people_views.Runs.as_view(), name="runs"),
    path("people/", people_views.People.as_view(), name="people"),
    path("people/add/", people_views.WorkerAdd.as_view(), name="worker-add"),
    path("people/<int:pk>/", people_views.WorkerEdit.as_view(), name="worker-edit"),
    path(
        "people/<int:pk>/password/", people_views.WorkerPassword.as_view(), name="worker-password"
    ),
    path("people/teams/add/", people_views.TeamAdd.as_view(), name="team-add"),
    path("people/teams/<int:pk>/", people_views.TeamEdit.as_view(), name="team-edit"),
]
