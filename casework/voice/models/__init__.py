from casework.voice.models.answers import VoiceAnswer
from casework.voice.models.codes import Language, Tool
from casework.voice.models.later_life import LifeStoryItem
from casework.voice.models.taking_part import Advocate, HowChildTells
from casework.voice.models.voices import DirectWork, OwnTool, Voice

__all__ = [
    "Advocate",
    "DirectWork",
    "HowChildTells",
    "Language",
    "LifeStoryItem",
    "OwnTool",
    "Tool",
    "Voice",
    "VoiceAnswer",
]
