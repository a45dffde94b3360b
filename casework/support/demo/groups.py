"""Two groups of the invented council, one going on and one over; and a few children’s short breaks."""

from casework.children.models import Relationship
from casework.support.demo import words
from casework.support.models import Group, GroupAttendance, GroupDay, GroupPlace, ShortBreak

PLACES, CHILDREN_WITH_BREAKS = 8, 4
WEEK = 7


def groups_and_breaks(world, service, breaks) -> None:
    chance = world.dice("groups")
    families = [
        (family, kids)
        for family in world.families
        if family.supporter and family.supported and not family.supported.on("closed")
        if (kids := [kid for kid in family.supported.kids if not kid.unborn])
    ]
    if not families:
        return
    going = make_group(world, service, families[0][0].supporter, ago=45, over=False)
    over = make_group(world, service, families[-1][0].supporter, ago=200, over=True)
    kids = [kids[0] for _, kids in families][:PLACES]
    fill(world, chance, going, kids)
    fill(world, chance, over, [kid for kid in kids if kid.born_by(over.starts_on)][:5])
    stays(world, chance, breaks, [kid for kid in kids if kid.age_on(world.today) >= 4])


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
    places = [place_of(world, group, kid, mothers) for kid in kids]
    world.write(GroupPlace, places)
    days = [
        GroupDay(group=group, held_on=world.days.near(group.starts_on, WEEK * week), about=about)
        for week, about in enumerate(words.GROUP_WEEKS, start=1)
    ]
    days = list({day.held_on: day for day in days}.values())
    if len(days) > 2:
        days[2].cancelled_because = "The leader was ill"
    world.write(GroupDay, days)
    held = [day for day in days if not day.cancelled_because and world.days.past(day.held_on)]
    told = [
        came(world, chance, group, pair, day)
        for pair in zip(kids, places, strict=True)
        for day in held
    ]
    world.write(GroupAttendance, told)


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


def came(world, chance, group, pair, day) -> GroupAttendance:
    kid, place = pair
    said = chance.choices(["came", "did_not", "not_known"], [14, 4, 1])[0]
    return world.record(
        GroupAttendance,
        kid,
        group.worker,
        day.held_on,
        place=place,
        session=day,
        held_on=day.held_on,
        came=said,
        because=chance.choice(words.GROUP_WHY_NOT) if said == "did_not" else "",
        noticed=chance.choice(words.GROUP_NOTICED) if said == "came" else "",
    )


def stays(world, chance, service, kids) -> None:
    rows = []
    for kid in kids[:CHILDREN_WITH_BREAKS]:
        for place, ago in enumerate((70, 42, 14, -14)):
            starts = world.days.near(world.today, -ago)
            status = "booked" if ago < 0 else "cancelled" if place == 1 else "happened"
            rows.append(
                world.record(
                    ShortBreak,
                    kid,
                    world.manager_of(kid) if hasattr(world, "manager_of") else kid.child.team,
                    starts,
                )
            )
    world.write(ShortBreak, rows)
