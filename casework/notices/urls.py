from django.urls import path

from casework.notices import administering, calendar, choosing, views

urlpatterns = [
    path("notices/", views.Notices.as_view(), name="notices"),
    path("notices/read/", views.ReadNotices.as_view(), name="notices-read"),
    path("notices/<int:pk>/read/", views.ReadNotice.as_view(), name="notice-read"),
    path("notices/mail/<int:pk>/", views.NoticeMail.as_view(), name="notice-mail"),
    path("notices/choices/", choosing.NoticeChoices.as_view(), name="notice-choices"),
    path("notices/calendar/", calendar.YourCalendar.as_view(), name="calendar"),
    path("notices/calendar/stop/", calendar.YourCalendarGone.as_view(), name="calendar-stop"),
    path("calendar/<str:secret>.ics", calendar.feed, name="calendar-feed"),
    path("due/<int:pk>/", calendar.Due.as_view(), name="deadline"),
    path("notices/rules/", administering.NoticeRules.as_view(), name="notice-rules"),
    path(
        "notices/rules/late/<str:code>/",
        administering.SetLateRule.as_view(),
        name="late-rule-set",
    ),
    path(
        "notices/rules/asked/<str:kind>/",
        administering.AskWay.as_view(),
        name="way-required-set",
    ),
]
