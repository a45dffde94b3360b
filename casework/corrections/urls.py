from django.urls import path

from casework.corrections import views

OF_CHILD = "children/<child:child>/put-right/"
OF_RECORD = f"{OF_CHILD}<str:model>/<int:pk>/"

urlpatterns = [
    path(OF_CHILD, views.Mistakes.as_view(), name="mistakes"),
    path(f"{OF_CHILD}asked/<int:pk>/", views.Decide.as_view(), name="withdrawal-decide"),
    path(f"{OF_CHILD}withdrawn/<int:pk>/", views.PutBack.as_view(), name="put-back"),
    path(OF_RECORD, views.Mistake.as_view(), name="mistake"),
    path(f"{OF_RECORD}withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path(f"{OF_RECORD}move/", views.MoveAway.as_view(), name="move-to-right-child"),
    path(f"{OF_RECORD}correct/", views.Correct.as_view(), name="correct"),
]
