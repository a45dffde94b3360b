"""What the invented workers write of edge of care and of direct work."""

WHY_NOW = [
    "After the row on Saturday {carer} rang to say that {name} cannot stay another weekend.",
    "{name} has been out past midnight four times this fortnight, and {carer} has given up asking.",
    "{carer} and {name} have not spoken for a week; an aunt takes {him} some nights, not for long.",
    "School found {name} asleep in a corridor. {carer} says she cannot get up for the little ones.",
    "{name} hit {his} brother and the police came. {carer} is frightened of what comes next.",
]
TRIED = [
    "A family support worker last spring: mornings went better until the move.",
    "Two family meetings. The grandparents help on Sundays and want to do more.",
    "",
]
OWN_WORDS = [
    "I want to stay at home but I want it quiet.",
    "Nobody listens till I shout.",
    "I would go to my nan’s if Mum needed a rest, and then come back.",
    "",
]
HOPES = [
    "Evenings when nobody shouts, and {name} home by ten.",
    "{name} and {carer} eat together twice a week and say what went well.",
    "{carer} knows whom to ring before it gets too much, and does.",
]
HELP = [
    "Dawn comes Mondays and Thursdays for six weeks, then once a week until the summer. A weekend"
    " with the aunt each month.",
    "Two evenings a week at home to practise calming down; the parents’ group on Tuesdays for eight"
    " weeks.",
    "Every morning for a fortnight to get {name} to school, then Mondays only.",
]
FAMILY_DOES = [
    "{carer} texts before she shouts. The aunt keeps a bed ready.",
    "The grandparents have {name} on Sundays.",
]
HARD = [
    "{name} goes to the aunt for a night. {carer} rings the duty desk, day or night, and one of us"
    " comes.",
    "Everyone leaves the room. Nan comes. We meet the next day.",
]
GOALS = [
    ("Evenings without shouting", "family"),
    ("I can say what I want before I lose it", "child"),
    ("I know what to do when it gets late", "parent"),
    ("Eat together twice a week", "family"),
]
CHANGED = [
    "Three calm evenings of five. {name} says it is less loud.",
    "Little yet: {carer} was ill, and two sessions were missed.",
    "{name} came home on time every night but one, and rang that night.",
    "They laughed about it together. {name} slept at home all week.",
]
NEXT = [
    "Go on as agreed; add the Sunday with the grandparents.",
    "One evening a week instead of two.",
    "The aunt comes to the next review.",
]
OUTCOMES = {
    "home": "{name} lives at home and says it is mostly calm. {carer} rings before it gets hard.",
    "family": "{name} lives with {his} aunt, which everyone chose. {carer} sees {him} most days.",
    "care_planned": "It was not safe enough. {carer} agreed, and {name} met the carers first.",
    "care_crisis": "The night of the fire nobody could have {name}. It was right, and sudden.",
}
DECLINED = [
    "No sign that care is near: the child in need plan goes on, with the parents’ group.",
    "The family want their own meeting first, and have one on Thursday.",
]
HOW_KNOWN = ["Rang {carer}", "{name}’s school, and a call to {carer}", "Visited at home"]
LATER_WORDS = ["Still hard some weeks, but they manage.", "Going well, they say.", ""]
PURPOSES = ["Mornings and school", "Talking about what {name} saw at home", "Calm evenings"]
DONE = [
    "We drew the three houses. The house of worries had the stairs in it.",
    "Talked about a good day on the way to the park, and wrote down the rules they both want.",
    "Practised what to do when it gets loud; {carer} joined for the last half.",
    "Scaled the week: the mornings are better than the nights.",
]
SAID = ["It was a five this week.", "I put the dog in the safe house.", "Can we do this again?", ""]
DIFFERENT = [
    "Could name two people to go to. Next time: what to say to them.",
    "Laughed with {carer}. Next: the bedtime list.",
    "",
]
GROUP_ABOUT = "Eight evenings for parents: calm evenings, saying no, and looking after oneself."
GROUP_CAME = "Those who came to most evenings asked to go on meeting. Two now run a coffee morning."
GROUP_WEEKS = [
    "What a good evening looks like",
    "Saying no, and meaning it",
    "Bedtimes",
    "When it gets loud",
    "School mornings",
    "Praise that lands",
    "Looking after yourself",
]
GROUP_HOPES = "Fewer rows in the evening, so that {name} sleeps."
GROUP_CHANGED = "Bedtimes hold most nights, and there is somebody to ring when they do not."
GROUP_WHY_NOT = ["A child was ill", "No bus after seven", "Nobody knows why", "Was at work"]
GROUP_NOTICED = [
    "",
    "",
    "Helped a mother who had not spoken before",
    "Tried the calm voice, laughed",
]
STAY_WORDS = ["I fed the goats and stayed up.", "It was good but I missed the dog.", ""]
STAY_HOME = ["Everyone slept. His sister had a friend to tea.", ""]
