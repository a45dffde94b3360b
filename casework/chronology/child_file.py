from casework.children.extensions.banner_and_menu import Page, parts
from casework.children.extensions.mistakes import only
from casework.chronology.models import Significance

parts.add(Page(order=20, label="Chronology", url="chronology"))

only("A mark is taken away where it was made, and shows nothing without its record", Significance)
