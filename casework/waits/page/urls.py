from django.urls import path

from casework.waits.page import views

urlpatterns = [path("waits/", views.WaitsPage.as_view(), name="waits")]
