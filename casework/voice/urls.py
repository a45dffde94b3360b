from django.urls import path

from casework.voice.answers import views as answers
from casework.voice.direct_work import views as direct_work
from casework.voice.later_life import views as later_life
from casework.voice.own_page import views as own_page
from casework.voice.reports import views as reports
from casework.voice.taking_part import views as taking_part

CHILD = "children/<child:child>"
OF = f"{CHILD}/voice/"
PART = OF + "taking-part/"
LATER = f"{CHILD}/later-life/"

urlpatterns = [
    path(OF, direct_work.Voices.as_view(), name="voice"),
    path(OF + "add/", direct_work.VoiceAdd.as_view(), name="voice-add"),
    path(OF + "<int:pk>/answer/", answers.AnswerAdd.as_view(), name="voice-answer"),
    path(OF + "<int:pk>/picture/", own_page.Picture.as_view(), name="voice-picture"),
    path(OF + "answers/<int:pk>/told/", answers.AnswerTold.as_view(), name="voice-told"),
    path(OF + "page/", own_page.ChildsPage.as_view(), name="voice-page"),
    path(PART, taking_part.TakingPart.as_view(), name="voice-taking-part"),
    path(PART + "tells/add/", taking_part.HowChildTellsAdd.as_view(), name="voice-tells-add"),
    path(PART + "advocates/add/", taking_part.AdvocateAdd.as_view(), name="advocate-add"),
    path(
        PART + "advocates/<int:pk>/", taking_part.AdvocateChange.as_view(), name="advocate-change"
    ),
    path(LATER, later_life.LaterLife.as_view(), name="later-life"),
    path(LATER + "add/", later_life.LifeStoryAdd.as_view(), name="life-story-add"),
    path(LATER + "<int:pk>/", later_life.LifeStoryChange.as_view(), name="life-story-change"),
    path("voice/", reports.ChildrenHeard.as_view(), name="children-heard"),
    path("voice/tools/", direct_work.Tools.as_view(), name="voice-tools"),
    path("voice/tools/add/", direct_work.ToolAdd.as_view(), name="voice-tool-add"),
    path("voice/tools/<int:pk>/", direct_work.ToolChange.as_view(), name="voice-tool-change"),
]
