from django.urls import path

from casework.governance import views

urlpatterns = [
    path("looks/", views.LookReviews.as_view(), name="look-reviews"),
    path("looks/<int:pk>/", views.LookReviewPage.as_view(), name="look-review"),
    path("you/home/", views.YourHome.as_view(), name="your-home"),
]
