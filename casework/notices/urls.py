from django.urls import path

from casework.notices import rule_views, views

urlpatterns = [
    path("notices/", views.Notices.as_view(), name="notices"),
    path("notices/read/", views.ReadNotices.as_view(), name="notices-read"),
    path("notices/<int:pk>/", views.NoticeList.as_view(), name="notice-counted"),
    path("notices/<int:pk>/read/", views.ReadNotice.as_view(), name="notice-read"),
    path("notices/mail/<int:pk>/", views.NoticeMail.as_view(), name="notice-mail"),
    path("notices/choices/", views.NoticeChoices.as_view(), name="notice-choices"),
    path("notices/calendar/", views.YourCalendar.as_view(), name="calendar"),
    path("notices/calendar/stop/", views.YourCalendarGone.as_view(), name="calendar-stop"),
    path("calendar/<str:secret>.ics", views.feed, name="calendar-feed"),
    path("due/<int:pk>/", views.Due.as_view(), name="deadline"),
    path("notices/rules/", rule_views.NoticeRules.as_view(), name="notice-rules"),
    path("notices/rules/late/<str:code>/", rule_views.SetLateRule.as_view(), name="late-rule-set"),
    path("notices/rules/asked/<str:kind>/", rule_views.AskWay.as_view(), name="way-required-set"),
]
