from casework.children.extensions.merges import Answer, answers
from casework.children.extensions.mistakes import only
from casework.writing.prompts.models import Dismissal
from casework.writing.readings import TextReading

only("It says what a writer wanted no more advice on, and nothing of the child", Dismissal)

answers.add(Answer(model=TextReading, field="child", because="It goes with the text that was read"))
