"""What a merge does with a hold: it goes to the file that is kept."""

from casework.children.extensions.merges import Answer, answers
from casework.retention.models import Hold

answers.add(
    Answer(
        model=Hold,
        field="child",
        because="What an inquiry or a court asked to be kept is of the child, whatever the number",
    )
)
