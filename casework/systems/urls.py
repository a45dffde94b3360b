from django.urls import path

from casework.systems import views

urlpatterns = [
    path("systems/", views.Systems.as_view(), name="systems"),
    path("systems/add/", views.SystemAdd.as_view(), name="system-add"),
    path("systems/<int:pk>/", views.SystemPage.as_view(), name="system"),
    path("systems/<int:pk>/change/", views.SystemEdit.as_view(), name="system-edit"),
    path("systems/<int:pk>/end/", views.SystemEnd.as_view(), name="system-end"),
    path("systems/<int:pk>/credential/", views.CredentialAdd.as_view(), name="credential-add"),
    path("systems/credentials/<int:pk>/end/", views.CredentialEnd.as_view(), name="credential-end"),
]
