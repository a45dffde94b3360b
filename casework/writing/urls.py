from django.urls import path

from casework.writing import views

urlpatterns = [
    path("writing/check/", views.Check.as_view(), name="writing-check"),
    path("writing/put-aside/", views.PutAside.as_view(), name="put-aside"),
    path(
        "children/<child:child>/writing/not-needed/", views.NotNeeded.as_view(), name="not-needed"
    ),
]
