from django.urls import path

from casework.timescales import views

urlpatterns = [
    path("children/<child:child>/due/", views.WhatIsDue.as_view(), name="due"),
    path("timescales/", views.Timescales.as_view(), name="timescales"),
]
