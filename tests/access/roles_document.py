"""docs/roles.md, as the code would write it: a person signs the text, and a test compares the two.

After a change that has been agreed, write the new lines, which the test names, into the text.
"""

from pathlib import Path

from casework.access.roles import OF_INFORMATION_LEADS, ROLES, Permission

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"

MEANS = {
    "read_files": (
        "Open files",
        "Open the file of a child they may know of, and find that child "
        "in a search; read the same through the API, a page at a time or all at once. Every look "
        "is kept, and shown to whoever may open the file.",
    ),
    "record": (
        "Write on files",
        "Write on the file of a child they may know of: visits, notes, plans, letters, people.",
    ),
    "ask_if_known": (
        "Ask if a child is known",
        "Ask of a child by name and birth date, or by a number, whether any team has a file: only "
        "that there is one, open or closed, who works with the child, and whether there is a plan "
        "or an alert. Of a restricted file only whom to ring. Every question is kept, and shown to "
        "whoever may open the file.",
    ),
    "open_in_emergency": (
        "Open in an emergency",
        "Open one file of the council to themselves, restricted or not, for some minutes and with "
        "a reason. Those who work with the child and their manager are told at once, and a manager "
        "must look at it. Never of their own family.",
    ),
    "decide": (
        "Decide and allocate",
        "Decide what is done about a referral, and choose the worker a child is allocated to. "
        "Read who waits for help, and write on the register of gaps in services.",
    ),
    "restrict": (
        "Restrict files",
        "Restrict a file they may know of, name who may open it and put people out; seal who an "
        "adopted child was born as; and agree to either where a second person must. Never of their "
        "own family.",
    ),
    "authorise": (
        "Authorise",
        "Authorise an assessment or a plan that somebody else wrote, or "
        "send it back; end a plan, and say why.",
    ),
    "social_work": (
        "Do a social worker’s duties",
        "Make the visits that a child protection plan "
        "asks for, hold strategy discussions, finish section 47 enquiries, and put off a meeting "
        "that a child’s protection turns on.",
    ),
    "oversee_protection": (
        "Look at long protection plans",
        "Say, as a senior manager, whether a "
        "child protection plan that has gone on long still works, and what changes.",
    ),
    "chair": ("Chair conferences", "Chair child protection conferences."),
    "confer": ("Record conferences", "Write down what a conference decided."),
    "chair_panel": (
        "Record panels",
        "Write down what a legal planning panel decided: begin, go on, extend, step down or apply.",
    ),
    "disclose": (
        "Give records",
        "Write down who asked for records of a child they may know of, pick them, black out what "
        "may not be given, and write down whom the copy went to. Somebody else agrees to each "
        "copy.",
    ),
    "agree_to_giving": (
        "Agree to give records",
        "Agree to a copy of records that somebody else prepared, or send it back, and read to whom "
        "records went, of the children they may know of.",
    ),
    "read_legal_advice": (
        "Read legal advice",
        "Read and write down what the council's lawyer advised before proceedings. It is "
        "privileged: nobody else learns that there is any.",
    ),
    "coordinate_missing": (
        "Coordinate missing",
        "Follow each day’s missing children, and their return home interviews.",
    ),
    "supervise": (
        "Supervise",
        "Book and hold supervision with workers of their own team, or of the whole service where "
        "they know of its children; see how regularly it is held, and talk children through on "
        "their files. Of what a worker said of themselves it opens only what was said to them. "
        "Ask about looks of those workers that a rule found unusual, and say what was found.",
    ),
    "audit": (
        "Audit",
        "Judge practice on the files an audit opens to them. It lets them write in "
        "the audit, not on the file.",
    ),
    "read_audits": (
        "Read audits",
        "Read what an audit found about a child they may know of, where "
        "it is about their work or their team’s.",
    ),
    "give_out_audits": (
        "Give out audits",
        "Choose which file is audited and who judges it, and run rounds of audits.",
    ),
    "host_inspection": (
        "Host inspections",
        "Open the files of a sample to named inspectors until a day, and close them.",
    ),
    "manage_services": (
        "Look after services",
        "Add, change and end the services children can be referred to. It opens no child’s file.",
    ),
    "oversee_quality": (
        "Oversee writing",
        "Read counts of how the whole service writes. It opens no child’s file.",
    ),
    "see_team": (
        "Know the team’s children",
        "Know of every child of their own team whose file is not restricted.",
    ),
    "see_whole_service": (
        "Know the service’s children",
        "Know of every child of their council whose file is not restricted.",
    ),
    "see_figures": (
        "Read figures",
        "Read the figures and the clocks of the whole service, who waits for help and the register "
        "of gaps in services.",
    ),
    "run_returns": (
        "Run returns",
        "Bring in a census, make statutory returns, give another system a credential to read "
        "records in bulk, and read what was deleted, so that copies go too; look for files that "
        "may be one child’s and propose them to a manager, who decides.",
    ),
    "keep_records": (
        "Look after retention",
        "Say how long files are kept and what holds them, and read what was deleted by which rule. "
        "Of those that are due they go through the files they may know of; whoever also authorises "
        "gives the second word, and nobody gives both.",
    ),
    "administer": (
        "Administer",
        "Look after people, teams and settings. It opens no child’s file.",
    ),
}
"""What each permission is called and means. The words stand here and not in the product, so that
neither can change without the text that was signed."""

CASES = {
    "own_team": "Of their team",
    "other_team": "Of another team",
    "restricted": "Of their team, restricted",
    "allocated": "Allocated to them, restricted or not",
    "granted": "Opened by an audit or a sample, until its last day",
    "closed": "Once an allocation, an audit or a sample has ended",
    "other_council": "Of another council",
}
"""A child in each of these may be known of, or not. In the last two nothing else holds."""

LEFT = "Anyone who has left"
YES, NO, SOME = "Yes", "No", "Some of them"

OPENING = """# What each role may do, and whom they may know of

This page is for the person who answers for information governance to read and to sign. It is
compared with the code by a test: nobody can change what a role may do, or whom it may know of,
without changing this page too, and so without asking for it to be signed again.

A role says what someone may do. It never says to which child: that is the last table. Both must
hold. A file that someone may not know of looks to them as if it did not exist.

A council names its information governance lead, or data protection officer, on the page of that
person (*People and teams*); a second person agrees. Whatever their role is, if it opens files they
may also give records and agree to give them, never to their own, and of no child besides those
whom their role lets them know of.

| Read and agreed by | Post | Date |
|---|---|---|
|  |  |  |
"""

WHOM = """## Whom each role may know of

*Their* team is the team the worker belongs to. A *restricted* file is known only to those allocated
to the child or named on it, and to those to whom that one file was opened, whatever their role.
Nobody knows of another council’s child, not even where an allocation was made in error.
"""


def document(known: dict[str, dict[str, str]]) -> str:
    """``known`` says of each role, and of those who have left, which children they may know of."""
    return "\n".join([OPENING, *may_do(), WHOM, *whom(known), ""])


def may_do() -> list[str]:
    lines = ["## What each role may do", "", *table("Role", "Is there to", "May")]
    for role in ROLES.values():
        held = [MEANS[one.value][0] for one in Permission if one in role.permissions]
        lines.append(table_row([f"**{role.label}**", role.description, "; ".join(held)]))
    lines += ["", "## What that means", "", *table("Permission", "Lets someone", "Held by")]
    for one in Permission:
        title, meaning = MEANS[one.value]
        held_by = [role.label for role in ROLES.values() if one in role.permissions]
        held_by += [LEAD] if one in OF_INFORMATION_LEADS else []
        lines.append(table_row([f"**{title}** (`{one.value}`)", meaning, ", ".join(held_by)]))
    return [*lines, ""]


LEAD = "the information governance lead"


def table(*headings: str) -> list[str]:
    return [table_row(list(headings)), table_row(["---"] * len(headings))]


def whom(known: dict[str, dict[str, str]]) -> list[str]:
    rows = table("A child…", *CASES.values())
    for key, answers in known.items():
        name = ROLES[key].label if key in ROLES else key
        rows.append(table_row([name, *(answers[case] for case in CASES)]))
    return rows


def table_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
