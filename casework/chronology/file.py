from casework.children.parts import Page, parts

parts.add(Page(order=20, label="Chronology", url="chronology"))
