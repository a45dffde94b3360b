from casework.children.parts import Page, parts

parts.add(Page(order=55, label="Meetings", url="child-meetings"))
