from django.urls import path

from casework.approvals import views

urlpatterns = [path("authorise/", views.Authorise.as_view(), name="authorise")]
