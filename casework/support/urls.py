from django.urls import path

from casework.support.services import views as services

urlpatterns = [
    path("services/", services.Services.as_view(), name="services"),
    path("services/add/", services.ServiceAdd.as_view(), name="service-add"),
    path("services/<int:pk>/", services.OneService.as_view(), name="service-record"),
    path("services/<int:pk>/change/", services.ServiceEdit.as_view(), name="service-edit"),
    path("services/<int:pk>/end/", services.ServiceEnd.as_view(), name="service-end"),
]
