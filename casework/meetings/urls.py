from django.urls import path

from casework.meetings import planning_views, views

urlpatterns = [
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<int:pk>/", views.MeetingPage.as_view(), name="meeting"),
    path("meetings/<int:pk>/invite/", planning_views.InviteAll.as_view(), name="meeting-invite"),
    path("meetings/<int:pk>/put-off/", planning_views.PutOff.as_view(), name="meeting-put-off"),
    path(
        "meetings/<int:pk>/sent/", planning_views.MinutesSent.as_view(), name="meeting-minutes-sent"
    ),
    path(
        "meetings/<int:pk>/people/<int:attendee>/",
        planning_views.Invitation.as_view(),
        name="meeting-invitation",
    ),
    path(
        "children/<child:child>/meetings/plan/",
        planning_views.MeetingPlan.as_view(),
        name="meeting-plan",
    ),
    path("children/<child:child>/meetings/", views.ChildMeetings.as_view(), name="child-meetings"),
]
