from django.urls import path

from casework.preproceedings.effectiveness import views

urlpatterns = [
    path(
        "pre-proceedings/does-it-work/",
        views.Effectiveness.as_view(),
        name="preproceedings-effectiveness",
    )
]
