from django.urls import path

from casework.meetings import planning, views

urlpatterns = [
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<int:pk>/", views.MeetingPage.as_view(), name="meeting"),
    path("meetings/<int:pk>/invite/", planning.InviteAll.as_view(), name="meeting-invite"),
    path("meetings/<int:pk>/put-off/", planning.PutOff.as_view(), name="meeting-put-off"),
    path("meetings/<int:pk>/sent/", planning.MinutesSent.as_view(), name="meeting-minutes-sent"),
    path(
        "meetings/<int:pk>/people/<int:attendee>/",
        planning.Invitation.as_view(),
        name="meeting-invitation",
    ),
    path(
        "children/<child:child>/meetings/plan/", planning.MeetingPlan.as_view(), name="meeting-plan"
    ),
    path("children/<child:child>/meetings/", views.ChildMeetings.as_view(), name="child-meetings"),
]
