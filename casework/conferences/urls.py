from django.urls import path

from casework.conferences import views
from casework.conferences.chairing import views as chairing

urlpatterns = [
    path("conferences/", chairing.Conferences.as_view(), name="conferences"),
    path(
        "children/<child:child>/conferences/add/",
        views.ConferenceAdd.as_view(),
        name="conference-add",
    ),
    path(
        "children/<child:child>/core-groups/add/",
        views.CoreGroupAdd.as_view(),
        name="core-group-add",
    ),
    path(
        "children/<child:child>/in-need-meetings/add/",
        views.InNeedMeetingAdd.as_view(),
        name="child-in-need-meeting-add",
    ),
]
