from django.urls import path

from casework.timescales import starting, views

urlpatterns = [
    path("children/<child:child>/due/", views.WhatIsDue.as_view(), name="due"),
    path("timescales/", views.Timescales.as_view(), name="timescales"),
    path("timescales/holiday/", views.AddHoliday.as_view(), name="holiday-add"),
    path(
        "timescales/<str:codes>/starts/<str:name>/",
        starting.WillStart.as_view(),
        name="will-start",
    ),
    path("timescales/<str:code>/own/", views.SetTarget.as_view(), name="target-set"),
]
