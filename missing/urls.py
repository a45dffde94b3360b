from django.urls import path

from missing import views

urlpatterns = [
    path("missing/", views.MissingDay.as_view(), name="missing_day"),
    path("missing/figures/<slug:figure>/", views.Figures.as_view(), name="missing-figures"),
    path("children/<child:child>/missing/", views.Missing.as_view(), name="missing"),
    path("children/<child:child>/missing/add/", views.MissingAdd.as_view(), name="missing-add"),
    path(
        "children/<child:child>/missing/<int:pk>/edit/",
        views.MissingUpdate.as_view(),
        name="missing-edit",
    ),
    path(
        "children/<child:child>/missing/<int:pk>/returned/",
        views.MissingReturn.as_view(),
        name="missing-return",
    ),
    path(
        "children/<child:child>/missing/<int:pk>/offer/",
        views.InterviewOffer.as_view(),
        name="interview-offer",
    ),
    path(
        "children/<child:child>/interviews/add/",
        views.InterviewAdd.as_view(),
        name="interview-add",
    ),
    path(
        "children/<child:child>/interviews/<int:pk>/", views.Interview.as_view(), name="interview"
    ),
]
