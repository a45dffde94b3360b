from django.urls import path

from casework.supervision.cases import views as cases

OF_CHILD = "children/<child:child>/supervision/"

urlpatterns = [
    path(OF_CHILD, cases.ChildSupervision.as_view(), name="child-supervision"),
    path(OF_CHILD + "add/", cases.CaseSupervisionAdd.as_view(), name="case-supervision-add"),
    path(OF_CHILD + "<int:pk>/", cases.CaseSupervisionRead.as_view(), name="case-supervision"),
    path(
        "children/<child:child>/oversight/add/", cases.OversightAdd.as_view(), name="oversight-add"
    ),
]
