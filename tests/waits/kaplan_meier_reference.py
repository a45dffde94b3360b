"""Makes ``kaplan_meier_reference.json``: what another library says of the same invented waits.

    python -m venv /tmp/km && /tmp/km/bin/pip install lifelines
    /tmp/km/bin/python tests/waits/kaplan_meier_reference.py

The product does not need that library: the file it wrote is kept, with its version.
"""

import json
import math
from pathlib import Path
from random import Random

SETS = 200
FILE = Path(__file__).with_suffix(".json")


def invented(seed: int) -> list[tuple[int, bool]]:
    """Some waits, the same for the same seed: with many ties, and in most sets many that go on."""
    chance = Random(seed)
    size, longest = chance.randint(1, 80), chance.choice([3, 12, 40, 400])
    going_on = chance.choice([0, 0.2, 0.5, 0.8, 0.95])
    return [(chance.randint(0, longest), chance.random() >= going_on) for _ in range(size)]


def said_of(waits) -> dict:
    from lifelines import KaplanMeierFitter
    from lifelines.utils import qth_survival_times

    fitted = KaplanMeierFitter().fit([days for days, _ in waits], [began for _, began in waits])
    began = sorted({days for days, began in waits if began})
    share = fitted.survival_function_at_times(began)
    # A share that is half to within its rounding is half: the library adds up logarithms.
    rounded = fitted.survival_function_.round(12)
    half, tenth = (float(qth_survival_times(q, rounded)) for q in (0.5, 0.1))
    return {
        "curve": [
            [days, round(float(value), 13)] for days, value in zip(began, share, strict=True)
        ],
        "median": None if math.isinf(half) else half,
        "ninetieth": None if math.isinf(tenth) else tenth,
    }


def main() -> None:
    import lifelines

    sets = [said_of(invented(seed)) for seed in range(SETS)]
    said = {"library": f"lifelines {lifelines.__version__}", "sets": sets}
    FILE.write_text(json.dumps(said, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
