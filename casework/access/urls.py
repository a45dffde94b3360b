from django.urls import path

from casework.access import lists, people, views
from casework.access.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("you/", views.You.as_view(), name="you"),
    path("you/token/", views.YourToken.as_view(), name="token-make"),
    path("you/token/delete/", views.YourTokenGone.as_view(), name="token-delete"),
    path("lists/keep/", lists.KeepList.as_view(), name="list-keep"),
    path("lists/<int:pk>/forget/", lists.ForgetList.as_view(), name="list-forget"),
    path("who-can-see/", views.WhoCanSee.as_view(), name="who_can_see"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("runs/", people.Runs.as_view(), name="runs"),
    path("people/", people.People.as_view(), name="people"),
    path("people/add/", people.WorkerAdd.as_view(), name="worker-add"),
    path("people/<int:pk>/", people.WorkerEdit.as_view(), name="worker-edit"),
    path("people/<int:pk>/password/", people.WorkerPassword.as_view(), name="worker-password"),
    path("people/teams/add/", people.TeamAdd.as_view(), name="team-add"),
    path("people/teams/<int:pk>/", people.TeamEdit.as_view(), name="team-edit"),
]
