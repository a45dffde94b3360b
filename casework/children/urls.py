from django.urls import path

from casework.children import alert_views, views
from casework.children.access_log import views as log_views
from casework.children.age_statements import views as ages
from casework.children.allocation.views import Allocate
from casework.children.cover import views as cover
from casework.children.house_moves.views import HouseMoveAdd
from casework.children.known import views as known
from casework.children.life_events import views as life_events
from casework.children.relatives import views as relatives
from casework.children.saving import views as drafts

urlpatterns = [
    path("children/", views.Children.as_view(), name="children"),
    path("children/find/", views.Find.as_view(), name="find"),
    path("children/known/", known.IsKnown.as_view(), name="is-known"),
    path("children/add/", views.ChildAdd.as_view(), name="child-add"),
    path("children/<child:child>/edit/", views.ChildEdit.as_view(), name="child-edit"),
    path("children/<child:child>/family/", views.Family.as_view(), name="family"),
    path(
        "children/<child:child>/family/add/",
        views.RelationshipAdd.as_view(),
        name="relationship-add",
    ),
    path("children/<child:child>/dangers/", alert_views.Alerts.as_view(), name="alerts"),
    path("children/<child:child>/dangers/add/", alert_views.AlertAdd.as_view(), name="alert-add"),
    path(
        "children/<child:child>/dangers/<int:pk>/",
        alert_views.AlertReview.as_view(),
        name="alert-review",
    ),
    path("children/<child:child>/family/siblings/", relatives.Siblings.as_view(), name="siblings"),
    path(
        "children/<child:child>/family/<int:person>/", relatives.Relative.as_view(), name="relative"
    ),
    path(
        "children/<child:child>/family/<int:person>/edit/",
        relatives.RelativeEdit.as_view(),
        name="relative-edit",
    ),
    path(
        "children/<child:child>/family/<int:person>/is/<int:pk>/",
        relatives.TieEdit.as_view(),
        name="relationship-edit",
    ),
    path(
        "children/<child:child>/family/<int:person>/separated/",
        relatives.Separated.as_view(),
        name="separated",
    ),
    path(
        "children/<child:child>/family/<int:person>/join/",
        relatives.Join.as_view(),
        name="relative-join",
    ),
    path(
        "children/<child:child>/family/<int:person>/joins/<int:pk>/undo/",
        relatives.JoinUndo.as_view(),
        name="join-undo",
    ),
    path("children/<child:child>/age/", ages.Age.as_view(), name="age"),
    path("children/<child:child>/age/add/", ages.AgeAdd.as_view(), name="age-add"),
    path("children/<child:child>/house-move/", HouseMoveAdd.as_view(), name="house-move"),
    path("children/<child:child>/allocate/", Allocate.as_view(), name="allocate"),
    path("children/<child:child>/birth/", life_events.Birth.as_view(), name="birth"),
    path("children/<child:child>/ending/", life_events.Death.as_view(), name="death"),
    path("children/<child:child>/moved-in/", life_events.MoveIn.as_view(), name="move-in"),
    path("children/<child:child>/moved-away/", life_events.MoveOut.as_view(), name="move-out"),
    path(
        "children/<child:child>/moves/<int:pk>/accept/",
        life_events.MoveAccept.as_view(),
        name="move-accept",
    ),
    path("children/<child:child>/looks/", log_views.Looks.as_view(), name="looks"),
    path(
        "children/<child:child>/looks/report/", log_views.LooksReport.as_view(), name="looks-report"
    ),
    path("children/<child:child>/search/", views.FileSearch.as_view(), name="file-search"),
    path("absences/", cover.Absences.as_view(), name="absences"),
    path("absences/add/", cover.AbsenceAdd.as_view(), name="absence-add"),
    path("absences/<int:pk>/end/", cover.AbsenceEnd.as_view(), name="absence-end"),
    path("drafts/", drafts.MyDrafts.as_view(), name="drafts"),
    path("drafts/keep/", drafts.DraftKeep.as_view(), name="draft-keep"),
    path("drafts/afresh/", drafts.StartAfresh.as_view(), name="draft-afresh"),
]
