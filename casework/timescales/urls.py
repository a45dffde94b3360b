from django.urls import path

from casework.timescales import late_reason_views, preview_views, views

urlpatterns = [
    path("children/<child:child>/due/", views.WhatIsDue.as_view(), name="due"),
    path(
        "children/<child:child>/due/<int:pk>/why/",
        late_reason_views.SayWhy.as_view(),
        name="late-reason",
    ),
    path("timescales/", views.Timescales.as_view(), name="timescales"),
    path("timescales/holiday/", views.AddHoliday.as_view(), name="holiday-add"),
    path(
        "timescales/<str:codes>/starts/<str:name>/",
        preview_views.WillStart.as_view(),
        name="will-start",
    ),
    path("timescales/<str:code>/own/", views.SetTarget.as_view(), name="target-set"),
]
