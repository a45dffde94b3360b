from django.urls import path

from casework.continuity import views

urlpatterns = [path("status/", views.Status.as_view(), name="status")]
