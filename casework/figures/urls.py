from django.urls import path

from casework.figures import publishing_views, views

urlpatterns = [
    path("figures/", views.FiguresPage.as_view(), name="figures"),
    path("figures/published/", publishing_views.PublishedPage.as_view(), name="published"),
    path("figures/<str:code>/", views.FigurePage.as_view(), name="figure"),
    path("figures/<str:code>/behind/", views.BehindFigure.as_view(), name="figure-behind"),
]
