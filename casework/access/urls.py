from django.urls import path

from casework.access import list_views, people_views, views
from casework.access.accounts import views as accounts
from casework.access.health import health
from casework.access.sessions import views as sessions

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
    path("people/<int:pk>/second-step/", accounts.WithoutFactor.as_view(), name="worker-factor"),
    path("people/agree/", accounts.AccountRequests.as_view(), name="account-requests"),
    path("people/agree/<int:pk>/", accounts.DecideRequest.as_view(), name="account-request"),
    path("people/done/", accounts.AccountEvents.as_view(), name="account-events"),
    path("people/access/", accounts.AccessRules.as_view(), name="access-rules"),
    path("you/account/", accounts.AccountNews.as_view(), name="account-news"),
    path("you/password/", accounts.ChoosePassword.as_view(), name="choose-password"),
    path("you/signed-in/", sessions.YourSessions.as_view(), name="your-sessions"),
    path("you/signed-in/end/", sessions.EndOtherSessions.as_view(), name="sessions-end-others"),
    path("you/signed-in/<int:pk>/end/", sessions.EndSession.as_view(), name="session-end"),
    path("people/teams/add/", people_views.TeamAdd.as_view(), name="team-add"),
    path("people/teams/<int:pk>/", people_views.TeamEdit.as_view(), name="team-edit"),
]
