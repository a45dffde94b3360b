"""The API's addresses: each app's ``api.py`` holds its view set."""

from django.contrib.auth.decorators import login_not_required
from drf_spectacular.views import SpectacularAPIView
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from casework.children.api import ChildViewSet

router = DefaultRouter()
router.register("children", ChildViewSet, basename="child")

urlpatterns = [
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("", include(router.urls)),
]
