from casework.children.parts import Page, parts

parts.add(Page(order=45, label="Actions", url="actions"))
