from django.urls import path

from missing import views
from missing.booking import views as booking_views
from missing.findings import name_views
from missing.findings import views as finding_views
from missing.log import views as watch_views
from missing.reviews import views as review_views

urlpatterns = [
    path("missing/", views.MissingDay.as_view(), name="missing_day"),
    path("missing/interviews/", review_views.Reviews.as_view(), name="interview-reviews"),
    path(
        "missing/returns/",
        views.StatutoryFigures.as_view(),
        {"name": "ssda903"},
        name="missing-returns",
    ),
    path("missing/returns/<slug:name>/", views.StatutoryFigures.as_view(), name="missing-returned"),
    path("missing/report/", watch_views.Report.as_view(), name="missing-report"),
    path("missing/names/", name_views.Names.as_view(), name="missing-names"),
    path("missing/names/<int:pk>/join/", name_views.NameJoin.as_view(), name="missing-name-join"),
    path(
        "missing/names/<int:pk>/apart/", name_views.NameApart.as_view(), name="missing-name-apart"
    ),
    path("missing/providers/", booking_views.Providers.as_view(), name="interview-providers"),
    path(
        "missing/providers/add/", booking_views.ProviderAdd.as_view(), name="interview-provider-add"
    ),
    path(
        "missing/providers/<int:pk>/",
        booking_views.ProviderEdit.as_view(),
        name="interview-provider-edit",
    ),
    path("missing/links/", finding_views.Links.as_view(), name="missing-links"),
    path(
        "children/<child:child>/findings/alike/",
        finding_views.Alike.as_view(),
        name="finding-alike",
    ),
    path(
        "children/<child:child>/missing/<int:pk>/book/",
        booking_views.InterviewBook.as_view(),
        name="interview-book",
    ),
    path("children/<child:child>/findings/", finding_views.Findings.as_view(), name="findings"),
    path(
        "children/<child:child>/interviews/<int:pk>/findings/add/",
        finding_views.FindingAdd.as_view(),
        name="finding-add",
    ),
    path(
        "children/<child:child>/findings/<int:pk>/use/",
        finding_views.FindingUse.as_view(),
        name="finding-use",
    ),
    path(
        "children/<child:child>/findings/<int:pk>/extract/",
        finding_views.Extract.as_view(),
        name="finding-extract",
    ),
    path(
        "children/<child:child>/interviews/<int:pk>/review/",
        review_views.ReviewAdd.as_view(),
        name="interview-review",
    ),
    path(
        "children/<child:child>/missing/<int:pk>/log/",
        watch_views.LogAdd.as_view(),
        name="missing-log",
    ),
    path(
        "children/<child:child>/missing/<int:pk>/no-interview/",
        watch_views.NoInterview.as_view(),
        name="interview-none",
    ),
    path("children/<child:child>/police-sheet/", watch_views.Sheet.as_view(), name="missing-sheet"),
    path(
        "children/<child:child>/police-sheet/edit/",
        watch_views.SheetEdit.as_view(),
        name="missing-sheet-edit",
    ),
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
        "children/<child:child>/interviews/add/", views.InterviewAdd.as_view(), name="interview-add"
    ),
    path(
        "children/<child:child>/interviews/<int:pk>/acted/",
        watch_views.InterviewActed.as_view(),
        name="interview-acted",
    ),
    path(
        "children/<child:child>/interviews/<int:pk>/", views.Interview.as_view(), name="interview"
    ),
]
