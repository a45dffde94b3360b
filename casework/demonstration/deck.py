"""Where the families of the authority stand today.

``CERTAIN`` puts one family on each side of every clock, so that even a small authority shows each
state; ``COMMON`` says how usual each place in the journey is.
"""

from casework.demonstration.journeys import Aim

SOON = {"screened": 0, "decided": 1}
BEGUN = {**SOON, "started": 0, "seen": 2, "strategy": 3, "enquired": 9, "conference": 13}
CERTAIN = [
    Aim("need", "received", 0, gaps={"screened": 2}),
    Aim("need", "received", 4, gaps={"screened": 6}),
    Aim("need", "received", 0, gaps={"screened": 0, "decided": 2}, yesterday=True),
    Aim("protection", "received", 3, gaps={"screened": 0, "decided": 5}),
    Aim("need", "received", 11, gaps={"screened": 0, "decided": 1, "started": 1, "seen": 14}),
    Aim("need", "received", 40, gaps={"authorised": 44}),
    Aim("assessed_out", "received", 52, gaps={"authorised": 60}),
    Aim("protection", "strategy", 4, gaps={"conference": 13}),
    Aim("protection", "strategy", 13, gaps={"conference": 15, "enquired": 14}),
    Aim("protection", "strategy", 18, gaps={"conference": 23, "enquired": 21}),
    Aim("protection", "conference", 3, gaps={"core": 8, "first_visit": 6}, goes_on=True),
    Aim("protection", "conference", 9, gaps={"core": 10, "first_visit": 11}, goes_on=True),
    Aim("protection", "conference", 14, gaps={"core": 17, "first_visit": 16}, goes_on=True),
    Aim(
        "protection",
        "conference",
        55,
        goes_on=True,
        gaps={"review": 88},
        last={"core_groups": 38, "visit": 9},
    ),
    Aim(
        "protection",
        "conference",
        70,
        goes_on=True,
        gaps={"review": 125},
        last={"core_groups": 48, "visit": 14},
    ),
    Aim("protection", "conference", 150, goes_on=True, last={"reviews": 60, "visit": 3}),
    Aim("protection", "conference", 190, goes_on=True, last={"reviews": 165, "core_groups": 12}),
    Aim("protection", "conference", 215, goes_on=True, last={"reviews": 196}),
    Aim("need", "authorised", 3, gaps={"first_meeting": 8}, goes_on=True),
    Aim("need", "authorised", 9, gaps={"first_meeting": 10}, goes_on=True),
    Aim("need", "authorised", 14, gaps={"first_meeting": 17}, goes_on=True),
    Aim("need", "first_meeting", 6, gaps={"first_visit": 14}, goes_on=True),
    Aim("need", "first_meeting", 18, gaps={"first_visit": 21}, goes_on=True),
    Aim(
        "need",
        "first_meeting",
        24,
        gaps={"first_visit": 28},
        goes_on=True,
        last={"need_meetings": 20},
    ),
    Aim("need", "first_meeting", 60, goes_on=True, last={"visit": 5, "need_meetings": 38}),
    Aim("need", "first_meeting", 80, goes_on=True, last={"visit": 18, "need_meetings": 48}),
    Aim("need", "first_meeting", 100, goes_on=True, last={"visit": 24}),
    # Decided yesterday: the strategy discussion is still to be held, nobody holds the child yet.
    Aim("protection", "decided", gaps={**SOON, "strategy": 1}, yesterday=True),
    Aim("need", "decided", 1, gaps={**SOON, "started": 3}, unallocated=True),
    # The child is still to be seen for the assessment, and for the enquiry.
    Aim("need", "started", 13, gaps={**SOON, "seen": 17}),
    Aim("protection", "strategy", gaps={**BEGUN, "seen_in_enquiry": 2}, yesterday=True),
    Aim("protection", "strategy", 4, gaps={**BEGUN, "seen_in_enquiry": 6}),
    Aim("protection", "conference", 18, goes_on=True, gaps={"core": 8, "minutes": 24}),
    # Plans that have lasted long.
    Aim("protection", "conference", 285, goes_on=True, last={"reviews": 60, "visit": 4}),
    Aim("protection", "conference", 345, goes_on=True, last={"reviews": 90, "visit": 6}),
    Aim("need", "first_meeting", 180, goes_on=True, last={"visit": 6, "need_meetings": 20}),
    Aim("need", "first_meeting", 215, goes_on=True, last={"visit": 9, "need_meetings": 25}),
]

COMMON = {
    "closed": 37,
    "screening": 1,
    "deciding": 1,
    "assessing": 15,
    "enquiring": 3,
    "protection": 9,
    "planning": 3,
    "need": 24,
    "stepped_down": 4,
}

CLOSED_PATHS = {
    "information": 6,
    "no_action": 10,
    "early_help": 14,
    "assessed_out": 32,
    "enquired_out": 8,
    "need": 20,
    "protection": 10,
}


def drawn(chance, weights: dict):
    return chance.choices(list(weights), list(weights.values()))[0]


def aim_of(stage: str, chance) -> Aim:
    """A place in the journey, not quite like anyone else's."""
    draw = chance.randint
    return {
        "screening": lambda: Aim("need", "received", draw(0, 1), gaps={"screened": draw(1, 3)}),
        "deciding": lambda: Aim(
            chance.choice(["need", "protection"]),
            "received",
            draw(0, 1),
            gaps={"screened": 0, "decided": draw(2, 3)},
            yesterday=True,
        ),
        "assessing": lambda: Aim(
            chance.choice(["need", "need", "assessed_out"]), "received", draw(3, 43)
        ),
        "enquiring": lambda: Aim("protection", "strategy", draw(1, 14)),
        "protection": lambda: Aim("protection", "conference", draw(2, 300), goes_on=True),
        "planning": lambda: Aim("need", "authorised", draw(1, 9), goes_on=True),
        "need": lambda: Aim("need", "first_meeting", draw(3, 150), goes_on=True),
        "stepped_down": lambda: Aim("protection", "received", draw(190, 330)),
        "closed": lambda: Aim(drawn(chance, CLOSED_PATHS), "received", draw(60, 500), closed=True),
    }[stage]()
