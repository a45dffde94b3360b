from django.urls import path

from casework.legal import views

CHILD = "children/<child:child>"

urlpatterns = [
    path(f"{CHILD}/legal/", views.Legal.as_view(), name="legal"),
    path(f"{CHILD}/legal/add/", views.LegalAdd.as_view(), name="legal-add"),
    path(f"{CHILD}/legal/<int:pk>/end/", views.LegalEnd.as_view(), name="legal-end"),
    path(f"{CHILD}/legal/<int:pk>/extend/", views.LegalExtend.as_view(), name="legal-extend"),
]
