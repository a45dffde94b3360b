from casework.children.parts import Deed, parts

parts.add(
    Deed(order=60, label="A conference", url="conference-add"),
    Deed(order=61, label="A core group", url="core-group-add"),
    Deed(order=62, label="A child in need meeting", url="child-in-need-meeting-add"),
)
