"""What each role may do: one table a manager can read and sign off.

Which children a worker may know of is a different question, answered only by
``Child.objects.visible_to(worker)``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    READ_FILES = "read_files"  # open the files of children they may know of
    RECORD = "record"  # write on a child's file
    ASK_IF_KNOWN = "ask_if_known"  # ask the whole authority whether a child has a file
    OPEN_IN_EMERGENCY = "open_in_emergency"  # open one file to themselves for minutes, and say why
    DECIDE = "decide"  # decide on a referral; allocate a child to a worker
    RESTRICT = "restrict"  # restrict a file or seal an identity, and say who may open it
    AUTHORISE = "authorise"  # authorise an assessment or a plan, and end a plan
    SOCIAL_WORK = "social_work"  # a social worker's own duties: visits of protection, section 47
    OVERSEE_PROTECTION = "oversee_protection"  # look at child protection plans that go on long
    CHAIR = "chair"  # chair conferences
    CONFER = "confer"  # record what a conference decided
    COORDINATE_MISSING = "coordinate_missing"  # the day's missing children and interviews
    CHAIR_PANEL = "chair_panel"  # record what a legal planning panel decided
    DISCLOSE = (
        "disclose"  # prepare records for a court, for whom they are about, or another council
    )
    AGREE_TO_GIVING = "agree_to_giving"  # agree to a copy of records, and read what was given
    READ_LEGAL_ADVICE = "read_legal_advice"  # read and write down what the council's lawyer advised
    SUPERVISE = "supervise"  # hold supervision, and read how it goes in their teams
    AUDIT = "audit"  # judge practice on the files an audit opens
    READ_AUDITS = "read_audits"  # read what an audit of a child found
    GIVE_OUT_AUDITS = "give_out_audits"  # choose a file to audit, and who judges it
    HOST_INSPECTION = "host_inspection"  # open files to inspectors, and close them
    MANAGE_SERVICES = "manage_services"  # say what services there are; no child's file
    OVERSEE_QUALITY = "oversee_quality"  # read how the whole service writes; no child's file
    SEE_TEAM = "see_team"  # know of every unrestricted child of their team
    SEE_WHOLE_SERVICE = "see_whole_service"  # know of every unrestricted child
    SEE_FIGURES = "see_figures"  # read the clocks of the whole service
    RUN_RETURNS = "run_returns"  # imports, statutory returns, bulk reading
    KEEP_RECORDS = "keep_records"  # how long files are kept, what holds them, and their deletion
    ADMINISTER = "administer"  # people, teams and settings; no child's file


P = Permission


@dataclass(frozen=True, kw_only=True)
class Role:
    label: str
    description: str
    permissions: frozenset[Permission]


def _role(label: str, description: str, *permissions: Permission) -> Role:
    return Role(label=label, description=description, permissions=frozenset(permissions))


ROLES: dict[str, Role] = {
    "social_worker": _role(
        "Social worker",
        "Records and plans for the children of their team",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.SOCIAL_WORK,
        P.DISCLOSE,
        P.READ_LEGAL_ADVICE,
        P.SEE_TEAM,
        P.READ_AUDITS,
    ),
    "family_support": _role(
        "Family support worker",
        "Records work with the children they are allocated to",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.READ_AUDITS,
    ),
    "team_manager": _role(
        "Team manager",
        "Decides, allocates and authorises for their team",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.SOCIAL_WORK,
        P.DECIDE,
        P.RESTRICT,
        P.AUTHORISE,
        P.CONFER,
        P.CHAIR_PANEL,
        P.DISCLOSE,
        P.AGREE_TO_GIVING,
        P.READ_LEGAL_ADVICE,
        P.SUPERVISE,
        P.SEE_TEAM,
        P.READ_AUDITS,
        P.AUDIT,
    ),
    "service_manager": _role(
        "Service manager",
        "Oversees every team",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.SOCIAL_WORK,
        P.DECIDE,
        P.RESTRICT,
        P.AUTHORISE,
        P.OVERSEE_PROTECTION,
        P.CONFER,
        P.CHAIR_PANEL,
        P.DISCLOSE,
        P.AGREE_TO_GIVING,
        P.READ_LEGAL_ADVICE,
        P.SUPERVISE,
        P.SEE_WHOLE_SERVICE,
        P.SEE_FIGURES,
        P.READ_AUDITS,
        P.GIVE_OUT_AUDITS,
        P.HOST_INSPECTION,
        P.AUDIT,
        P.MANAGE_SERVICES,
        P.OVERSEE_QUALITY,
        P.KEEP_RECORDS,
    ),
    "missing_coordinator": _role(
        "Missing coordinator",
        "Sees that every child who goes missing is found, heard and helped",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.COORDINATE_MISSING,
        P.SEE_WHOLE_SERVICE,
        P.SEE_FIGURES,
    ),
    "conference_chair": _role(
        "Conference chair",
        "Chairs child protection conferences, independent of the worker's line",
        P.READ_FILES,
        P.RECORD,
        P.ASK_IF_KNOWN,
        P.OPEN_IN_EMERGENCY,
        P.CHAIR,
        P.CONFER,
        P.SEE_WHOLE_SERVICE,
        P.SEE_FIGURES,
    ),
    "auditor": _role(
        "Auditor",
        "Judges practice on the files an audit opens to them",
        P.READ_FILES,
        P.AUDIT,
        P.READ_AUDITS,
        P.OVERSEE_QUALITY,
    ),
    "data_analyst": _role(
        "Data analyst",
        "Imports records and sends statutory returns",
        P.READ_FILES,
        P.RUN_RETURNS,
        P.SEE_WHOLE_SERVICE,
        P.SEE_FIGURES,
    ),
    "administrator": _role(
        "Administrator",
        "Looks after people, teams and settings; opens no child's file",
        P.ADMINISTER,
        P.MANAGE_SERVICES,
        P.OVERSEE_QUALITY,
        P.KEEP_RECORDS,
    ),
    "inspector": _role("Inspector", "Reads the files in their sample", P.READ_FILES),
}

OF_INFORMATION_LEADS = frozenset({P.DISCLOSE, P.AGREE_TO_GIVING})
"""What a council's information governance lead may do besides their role, where that opens files:
of the children they may know of, and of no other."""

SYSTEMS: dict[str, Role] = {
    "system_service": _role(
        "Connected system of the service",
        "Every child of the service, restricted files left out",
        P.READ_FILES,
        P.SEE_WHOLE_SERVICE,
        P.SEE_FIGURES,
    ),
    "system_team": _role(
        "Connected system of a team",
        "The children of one team, restricted files left out",
        P.READ_FILES,
        P.SEE_TEAM,
    ),
    "system_figures": _role(
        "Connected system for figures", "No child: figures only", P.SEE_FIGURES
    ),
}
"""What reads through the API and never signs in. No person is given one of these."""

ROLE_CHOICES = [(key, role.label) for key, role in ROLES.items()]
ACROSS_THE_SERVICE = [key for key, role in ROLES.items() if P.SEE_WHOLE_SERVICE in role.permissions]
SOCIAL_WORKERS = [key for key, role in ROLES.items() if P.SOCIAL_WORK in role.permissions]
