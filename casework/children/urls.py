from django.urls import path

from casework.children import keeping, pages, turning_points

urlpatterns = [
    path("children/", pages.Children.as_view(), name="children"),
    path("children/find/", pages.Find.as_view(), name="find"),
    path("children/add/", pages.ChildAdd.as_view(), name="child-add"),
    path("children/<child:child>/edit/", pages.ChildEdit.as_view(), name="child-edit"),
    path("children/<child:child>/family/", pages.Family.as_view(), name="family"),
    path(
        "children/<child:child>/family/add/",
        pages.RelationshipAdd.as_view(),
        name="relationship-add",
    ),
    path("children/<child:child>/dangers/add/", pages.AlertAdd.as_view(), name="alert-add"),
    path("children/<child:child>/allocate/", pages.Allocate.as_view(), name="allocate"),
    path("children/<child:child>/birth/", turning_points.Birth.as_view(), name="birth"),
    path("children/<child:child>/ending/", turning_points.Death.as_view(), name="death"),
    path("children/<child:child>/moved-in/", turning_points.MoveIn.as_view(), name="move-in"),
    path("children/<child:child>/moved-away/", turning_points.MoveOut.as_view(), name="move-out"),
    path(
        "children/<child:child>/moves/<int:pk>/accept/",
        turning_points.MoveAccept.as_view(),
        name="move-accept",
    ),
    path("children/<child:child>/looks/", pages.Looks.as_view(), name="looks"),
    path("children/<child:child>/search/", pages.FileSearch.as_view(), name="file-search"),
    path("drafts/", keeping.MyDrafts.as_view(), name="drafts"),
    path("drafts/keep/", keeping.DraftKeep.as_view(), name="draft-keep"),
    path("drafts/afresh/", keeping.StartAfresh.as_view(), name="draft-afresh"),
]
