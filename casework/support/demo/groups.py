"""Two groups of the invented council, one that goes on and one that is over; and short breaks."""

from casework.children.models import Relationship
from casework.support.demo import words
from casework.support.models import Group, GroupAttendance, GroupDay, GroupPlace, ShortBreak

PLACES, CHILDREN_WITH_BREAKS = 8, 4
DAYS_AGO, CANCELLED = (70, 42, 14, -14), 42
WEEK = 7


def groups_and_breaks(world, service, breaks) -> None:
    chance = world.dice("groups")
    by_helper = supported(world)
    if not by_helper:
        return
    leader = max(by_helper, key=lambda worker: len(by_helper[worker]))
    kids = by_helper[leader][:PLACES]
    for ago, over in ((45, False), (200, True)):
        group = make_group(world, service, leader, ago=ago, over=over)
        fill(world, chance, group, [kid for kid in kids if kid.born_by(group.starts_on)])
    stays(world, chance, breaks, [kid for kid in kids if kid.age_on(world.today) >= 4])


def supported(world) -> dict:
    """The eldest of each family a family support worker helps now, by worker."""
    by_helper: dict = {}
    for family in world.families:
        spell = family.supported
        if family.supporter and spell and not spell.on("closed"):
            kids = [kid for kid in spell.kids if not kid.unborn]
            by_helper.setdefault(family.supporter, []).extend(kids[:1])
    return by_helper


def make_group(world, service, worker, *, ago: int, over: bool) -> Group:
    starts = world.days.near(world.today, -ago)
    group = Group(
        authority=world.authority,
        service=service,
        name="Steady, autumn" if over else "Steady, this term",
        for_whom="parents",
        worker=worker,
        about=words.GROUP_ABOUT,
        starts_on=starts,
        ended_on=world.days.near(starts, 8 * WEEK) if over else None,
        what_came=words.GROUP_CAME if over else "",
    )
    return world.write(Group, [group])[0]


def fill(world, chance, group, kids) -> None:
    mothers = dict(
        Relationship.objects.filter(
            person__in=[kid.child.person_id for kid in kids], kind="mother"
        ).values_list("person", "relative")
    )
    places = world.write(GroupPlace, [place_of(world, group, kid, mothers) for kid in kids])
    held = days_of(world, group)
    rows = [
        came(world, chance, group, kid, place, day)
        for kid, place in zip(kids, places, strict=True)
        for day in held
    ]
    world.write(GroupAttendance, rows)


def days_of(world, group) -> list[GroupDay]:
    """Those that were held: one was cancelled, and what is to come is still to come."""
    days = {}
    for week, about in enumerate(words.GROUP_WEEKS, start=1):
        day = world.days.near(group.starts_on, WEEK * week)
        days[day] = GroupDay(group=group, held_on=day, about=about)
    made = list(days.values())
    made[2].cancelled_because = "The leader was ill"
    world.write(GroupDay, made)
    return [day for day in made if not day.cancelled_because and world.days.past(day.held_on)]


def place_of(world, group, kid, mothers) -> GroupPlace:
    ended = group.ended_on
    left = {"left_on": ended, "left_because": "finished", "what_changed": words.GROUP_CHANGED}
    return world.record(
        GroupPlace,
        kid,
        group.worker,
        group.starts_on,
        group=group,
        adult_id=mothers.get(kid.child.person_id),
        hopes=words.GROUP_HOPES.format_map({"name": kid.name}),
        joined_on=group.starts_on,
        **(left if ended else {}),
    )


def came(world, chance, group, kid, place, day) -> GroupAttendance:
    answer = chance.choices(["came", "did_not", "not_known"], [14, 4, 1])[0]
    return world.record(
        GroupAttendance,
        kid,
        group.worker,
        day.held_on,
        place=place,
        session=day,
        held_on=day.held_on,
        came=answer,
        because=chance.choice(words.GROUP_WHY_NOT) if answer == "did_not" else "",
        noticed=chance.choice(words.GROUP_NOTICED) if answer == "came" else "",
    )


def stays(world, chance, service, kids) -> None:
    chosen = kids[:CHILDREN_WITH_BREAKS]
    rows = [stay(world, chance, service, kid, ago) for kid in chosen for ago in DAYS_AGO]
    world.write(ShortBreak, rows)


def stay(world, chance, service, kid, ago: int) -> ShortBreak:
    starts = world.days.near(world.today, -ago)
    status = "booked" if ago < 0 else "cancelled" if ago == CANCELLED else "happened"
    went = status == "happened"
    return world.record(
        ShortBreak,
        kid,
        kid.family.supporter,
        min(starts, world.days.ago(1)),
        service=service,
        starts_on=starts,
        nights=chance.choice([0, 1, 2]),
        where="With Jo, who is approved for short breaks",
        status=status,
        because="The carer was ill" if status == "cancelled" else "",
        own_words=chance.choice(words.STAY_WORDS) if went else "",
        how_it_was=chance.choice(words.STAY_HOME) if went else "",
    )
