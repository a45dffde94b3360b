from django.urls import path

from casework.transfers import views

OF_CHILD = "children/<child:child>/transfers/"

urlpatterns = [
    path(OF_CHILD + "ask/", views.TransferAsk.as_view(), name="transfer-ask"),
    path(OF_CHILD + "<int:pk>/", views.TransferRead.as_view(), name="transfer"),
    path(OF_CHILD + "<int:pk>/answer/", views.TransferAnswer.as_view(), name="transfer-answer"),
    path(OF_CHILD + "<int:pk>/call-off/", views.TransferCallOff.as_view(), name="transfer-off"),
]
