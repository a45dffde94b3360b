from django.urls import path

from casework.meetings import views

urlpatterns = [
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<int:pk>/", views.MeetingPage.as_view(), name="meeting"),
    path("children/<child:child>/meetings/", views.ChildMeetings.as_view(), name="child-meetings"),
]
