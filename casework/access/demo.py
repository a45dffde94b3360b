"""The demonstration authority's own: the council, its teams, and everyone who works there."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from casework.access.models import DEMONSTRATION, Authority, Team, Worker

order = 1

COUNCIL, LA_CODE = "Northmoor Council", DEMONSTRATION
DOOR, ST1, ST2 = "Front door", "Safeguarding team 1", "Safeguarding team 2"
NEED, DISABLED = "Children in need", "Disabled children"
TEAMS = [DOOR, ST1, ST2, NEED, DISABLED]

ACCOUNTS = [
    ("social.worker", "Amira", "Hussain", "social_worker", ST2, 18),
    ("team.manager", "Helen", "Cartwright", "team_manager", ST2, None),
    ("service.manager", "Marguerite", "Obi", "service_manager", "", None),
    ("missing.coordinator", "Joe", "Linton", "missing_coordinator", "", None),
    ("conference.chair", "Lorna", "Fitch", "conference_chair", "", None),
    ("family.support", "Dawn", "Pickering", "family_support", ST2, 14),
    ("auditor", "Priya", "Nair", "auditor", "", None),
    ("data.analyst", "Tomasz", "Zieliński", "data_analyst", "", None),
    ("admin", "Siân", "Morgan", "administrator", "", None),
    ("inspector", "Ruth", "Abernethy", "inspector", "", None),
]
OTHERS = [
    ("Ben", "Calloway", "social_worker", ST2, 18),
    ("Chloe", "Adamson", "social_worker", ST2, 14),
    ("Fola", "Adeyemi", "social_worker", ST2, 18),
    ("Gareth", "Pugh", "social_worker", ST2, 18),
    ("Nicola", "Sharp", "social_worker", ST2, 18),
    ("Denise", "Ollerton", "team_manager", ST1, None),
    ("Marcus", "Bright", "social_worker", ST1, 18),
    ("Zainab", "Qureshi", "social_worker", ST1, 18),
    ("Rory", "MacInnes", "social_worker", ST1, 18),
    ("Hélène", "Dupont", "social_worker", ST1, 18),
    ("Theresa", "Wilde", "social_worker", ST1, 16),
    ("Kwame", "Asante", "family_support", ST1, 14),
    ("Patrick", "Scully", "team_manager", DOOR, None),
    ("Rachel", "Ibbotson", "social_worker", DOOR, 16),
    ("Dev", "Chauhan", "social_worker", DOOR, 16),
    ("Lucy", "Farrow", "social_worker", DOOR, 16),
    ("Sunil", "Mehta", "social_worker", DOOR, 16),
    ("Janice", "Holbrook", "team_manager", NEED, None),
    ("Tom", "Wetherby", "social_worker", NEED, 20),
    ("Ayesha", "Karim", "social_worker", NEED, 20),
    ("Stella", "Nwosu", "social_worker", NEED, 20),
    ("Iwan", "Pritchard", "social_worker", NEED, 20),
    ("Beth", "Langstaff", "social_worker", NEED, 14),
    ("Marie", "Toll", "family_support", NEED, 14),
    ("Gordon", "Peat", "team_manager", DISABLED, None),
    ("Alison", "Yorke", "social_worker", DISABLED, 20),
    ("Femi", "Bakare", "social_worker", DISABLED, 20),
    ("Ursula", "Grant", "social_worker", DISABLED, 20),
    ("Edwin", "Carr", "conference_chair", "", None),
    ("Colette", "Frame", "auditor", "", None),
    ("Frances", "Hale", "service_manager", "", None),
]
LEADS_ON_INFORMATION = ("Frances", "Hale")
LEAVING = {("Ben", "Calloway"): timedelta(days=25)}
LEFT = [
    ("Jo", "Trescott", "social_worker", ST2),
    ("Peter", "Amble", "social_worker", ST1),
    ("Carys", "Vaughan", "social_worker", NEED),
    ("Leo", "Marchetti", "social_worker", DOOR),
    ("Hannah", "Stead", "social_worker", DISABLED),
]


def exists() -> bool:
    return Authority.objects.filter(name=COUNCIL).exists()


def load(world) -> None:
    world.authority = Authority.objects.create(name=COUNCIL, la_code=LA_CODE)
    rows = Team.objects.bulk_create(Team(authority=world.authority, name=name) for name in TEAMS)
    world.teams = {team.name: team for team in rows}
    secret = make_password(world.password)
    workers = Worker.objects.bulk_create(
        Worker(password=secret, authority=world.authority, **facts)
        for facts in people(world.teams, world.today)
    )
    world.workers = {worker.username: worker for worker in workers}


def people(teams: dict, today):
    number = 3001
    for username, first, last, role, team, limit in everyone():
        is_registered = role in ("social_worker", "team_manager", "service_manager")
        yield {
            "username": username,
            "first_name": first,
            "last_name": last,
            "role": role,
            "team": teams.get(team),
            "caseload_limit": limit,
            "email": f"{username}@northmoor.example",
            "leaves_on": today + LEAVING[first, last] if (first, last) in LEAVING else None,
            "is_active": (first, last) not in gone(),
            "governs_information": (first, last) == LEADS_ON_INFORMATION,
            "social_work_england_number": f"SW{number}" if is_registered else "",
        }
        number += 17


def everyone():
    yield from ACCOUNTS
    for first, last, role, team, limit in OTHERS:
        yield username_of(first, last), first, last, role, team, limit
    for first, last, role, team in LEFT:
        yield username_of(first, last), first, last, role, team, None


def gone() -> set:
    return {(first, last) for first, last, *_ in LEFT}


def username_of(first: str, last: str) -> str:
    return f"{first}.{last}".lower().replace("é", "e").replace("è", "e")
