"""The lists a child's voice is written down by: tools, helpers and languages."""

from django.db import models


class Tool(models.TextChoices):
    """What inspectors called innovative tools (focused visit, 2019): how a child was asked, or
    watched. A council adds its own beside them (``OwnTool``)."""

    TALK = "talk", "Talking together"
    HOUSES = "houses", "Three houses: worries, good things, dreams"
    SCALING = "scaling", "Scaling questions, from 0 to 10"
    SHEET = "sheet", "A wishes and feelings sheet"
    DRAWING = "drawing", "Drawing, painting or modelling"
    PLAY = "play", "Play, toys or puppets"
    PHOTOGRAPH = "photograph", "Photographs they took or chose"
    ECOMAP = "ecomap", "A map of the people who matter to them"
    DAY = "day", "A day in their life"
    LETTER = "letter", "A letter, message or recording from them"
    SIGNS = "signs", "Signs, symbols or picture cards"
    DEVICE = "device", "A talking device or eye gaze"
    OBSERVED = "observed", "Watching what they do and show"
    OWN = "own", "A tool of this council’s own"


class Helper(models.TextChoices):
    INTERPRETER = "interpreter", "An interpreter"
    ADVOCATE = "advocate", "An advocate or independent visitor"
    PARENT = "parent", "A parent or carer"
    TEACHER = "teacher", "A teacher or teaching assistant"
    THERAPIST = "therapist", "A speech and language or other therapist"
    SIBLING = "sibling", "A brother or sister"
    OTHER = "other", "Someone else"


class Language(models.TextChoices):
    """By their tags (BCP 47), so that a page says in which language a passage is. Those most spoken
    at home by children in England (school census), and the signed ones."""

    ENGLISH = "en", "English"
    ALBANIAN = "sq", "Albanian"
    ARABIC = "ar", "Arabic"
    BENGALI = "bn", "Bengali"
    BSL = "bfi", "British Sign Language"
    CHINESE = "zh", "Chinese"
    DARI = "prs", "Dari"
    FRENCH = "fr", "French"
    GUJARATI = "gu", "Gujarati"
    HEBREW = "he", "Hebrew"
    HINDI = "hi", "Hindi"
    ITALIAN = "it", "Italian"
    KURDISH = "ckb", "Kurdish (Sorani)"
    LITHUANIAN = "lt", "Lithuanian"
    PANJABI = "pa", "Panjabi"
    PASHTO = "ps", "Pashto"
    PERSIAN = "fa", "Persian (Farsi)"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    ROMANIAN = "ro", "Romanian"
    RUSSIAN = "ru", "Russian"
    SOMALI = "so", "Somali"
    SPANISH = "es", "Spanish"
    TAMIL = "ta", "Tamil"
    TIGRINYA = "ti", "Tigrinya"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"
    URDU = "ur", "Urdu"
    VIETNAMESE = "vi", "Vietnamese"
    WELSH = "cy", "Welsh"
    OTHER = "und", "Another language"
