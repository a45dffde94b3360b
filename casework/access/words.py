"""What each permission and role means, in words for those it is about."""

from casework.access.roles import ROLES, Permission

YOU = {"they": "you", "them": "you", "their": "your"}
THEY = {word: word for word in YOU}

MAY = {
    Permission.READ_FILES: "Open the files of the children {they} may know of",
    Permission.RECORD: "Write on a child’s file",
    Permission.ASK_IF_KNOWN: "Ask whether any child of the council has a file, and whom to ring",
    Permission.OPEN_IN_EMERGENCY: "Open any file of the council for minutes in an emergency: a"
    " manager looks at each",
    Permission.DECIDE: "Decide on a referral, and allocate a child to a worker",
    Permission.RESTRICT: "Restrict a file, seal who a child was born as, and say who may open it",
    Permission.AUTHORISE: "Authorise an assessment or a plan, and end a plan",
    Permission.SOCIAL_WORK: "Make child protection visits, hold strategy discussions and finish"
    " section 47 enquiries",
    Permission.OVERSEE_PROTECTION: "Look at child protection plans that go on for long",
    Permission.CHAIR: "Chair conferences",
    Permission.CONFER: "Record what a conference decided",
    Permission.COORDINATE_MISSING: "Follow the day’s missing children and their interviews",
    Permission.CHAIR_PANEL: "Record what a legal planning panel decided",
    Permission.DISCLOSE: "Prepare records for a court, for the person they are about or for another"
    " council",
    Permission.AGREE_TO_GIVING: "Agree to a copy of records before it is given, and read what was"
    " given",
    Permission.READ_LEGAL_ADVICE: "Read and write down what the council’s lawyer advised",
    Permission.SUPERVISE: "Hold supervision, and see how regularly it is held",
    Permission.AUDIT: "Judge practice on the files an audit opens",
    Permission.READ_AUDITS: "Read what an audit of a child found",
    Permission.GIVE_OUT_AUDITS: "Choose a file to audit, and who judges it",
    Permission.HOST_INSPECTION: "Open the files of a sample to inspectors, and close them",
    Permission.MANAGE_SERVICES: "Add, change and end the services children are referred to",
    Permission.OVERSEE_QUALITY: "Read how well the whole service writes, without opening a file",
    Permission.SEE_TEAM: "Know of every child of {their} team",
    Permission.SEE_WHOLE_SERVICE: "Know of every child of the service",
    Permission.SEE_FIGURES: "Read the figures of the whole service",
    Permission.RUN_RETURNS: "Import records and send statutory returns",
    Permission.KEEP_RECORDS: "Say how long files are kept and what holds them, go through those"
    " that are due and that {they} may know of, and read what was deleted",
    Permission.ADMINISTER: "Add people and teams, and change what people may do",
}


def may_do(role: str, who=THEY) -> list[str]:
    allowed = ROLES[role].permissions
    return [words.format(**who) for permission, words in MAY.items() if permission in allowed]


def knows_of(role: str, who=THEY) -> str:
    """Which children someone in this role may know of."""
    return _knows_of(ROLES[role].permissions).format(**who)


def _knows_of(permissions) -> str:
    if Permission.READ_FILES not in permissions:
        return "No child"
    if Permission.SEE_WHOLE_SERVICE in permissions:
        return (
            "Every child of the service, and the restricted files {they} work with or are named on"
        )
    if Permission.SEE_TEAM in permissions:
        return (
            "Every child of {their} team, and the restricted files {they} work with or are named on"
        )
    if Permission.RECORD in permissions:
        return "The children {they} work with"
    return "Only the files opened to {them}, until the day these close again"
