from casework.access.roles import Permission
from casework.children.parts import Deed, parts

parts.add(
    Deed(order=50, label="A worry or incident", url="contact-add-for"),
    Deed(order=52, label="A referral", url="referral-add"),
    Deed(
        order=99, label="Close the episode of need", url="episode-close",
        permission=Permission.DECIDE,
    ),
)  # fmt: skip
