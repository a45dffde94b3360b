"""Every goal by its code, and what was measured as a table."""

from collections.abc import Callable

from casework.scale.goals import night, pages, pulls, saves
from casework.scale.goals.race import Result

GOALS: dict[str, Callable[..., Result]] = {
    "P1": night.first_run,
    "P2": night.nothing_changed,
    "P3": night.some_changed,
    "P4": night.one_child,
    "P5": night.one_council,
    "P7": pages.dashboard,
    "P7+": pages.team_page,
    "P8": pages.worst_first,
    "P9": pages.search,
    "P10": pages.file_page,
    "P11": pages.long_file,
    "P12": pages.fifty,
    "P13": pulls.pull,
    "P14": pulls.export,
    "P16": saves.save,
}
ANSWERS = {True: "met", False: "**over**"}
NOT_MEASURED = {
    "P6": "needs two sizes: compare the times of P1 and P2 at S and at L or E",
    "P15": "no census is written yet, only read",
}


def rows(results: list[Result]) -> list[str]:
    lines = ["| goal | what | measured | limit | met |", "| --- | --- | --- | --- | --- |"]
    for result in results:
        lines.append(
            f"| **{result.goal}** | {result.job} | {beside(result)} | | {result.left_out} |"
        )
        lines += [
            f"| | {line['what']} | {line['words']} | {line['limit']} | {ANSWERS[line['met']]} |"
            for line in result.lines
        ]
    return lines


def beside(result: Result) -> str:
    return "; ".join(f"{key}: {value}" for key, value in result.beside.items())
